package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.messaging.deadletter.DeadLetters.Decision;
import dev.tandem.messaging.deadletter.DeadLetters.Summary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with all its details, for a person to read. Its payload is shown as text. Texts are cut, and the end of
 * a cut text says how long it is.
 */
record DeadLetterDetails(
        Summary summary,
        String topic,
        String origin,
        @Nullable String messageId,
        Map<String, String> headers,
        @Nullable String payload,
        @Nullable String error,
        Instant changedAt,
        List<Decision> decisions) {

    private static final int LONGEST_PAYLOAD = 20_000;
    private static final int LONGEST_TEXT = 1_000;

    static DeadLetterDetails of(DeadLetter letter, List<Decision> decisions) {
        return new DeadLetterDetails(
                summaryOf(letter),
                letter.topic(),
                letter.origin(),
                letter.messageId() == null ? null : cut(letter.messageId(), LONGEST_TEXT),
                cut(letter.headers()),
                letter.payload() == null ? null : cut(new String(letter.payload(), UTF_8), LONGEST_PAYLOAD),
                letter.error(),
                letter.changedAt(),
                decisions);
    }

    private static Summary summaryOf(DeadLetter letter) {
        return new Summary(
                letter.id(),
                letter.consumer(),
                letter.state(),
                letter.type() == null ? null : cut(letter.type(), Summary.LONGEST_TEXT),
                letter.key() == null ? null : cut(letter.key(), Summary.LONGEST_TEXT),
                letter.error() == null ? null : cut(firstLine(letter.error()), Summary.LONGEST_TEXT),
                letter.attempts(),
                letter.arrivedAt());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Map<String, String> cut(Map<String, String> headers) {
        var cut = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> cut.put(cut(name, LONGEST_TEXT), cut(value, LONGEST_TEXT)));
        return cut;
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }
}
