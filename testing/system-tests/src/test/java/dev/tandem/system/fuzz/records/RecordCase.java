package dev.tandem.system.fuzz.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.system.fuzz.http.HttpCase;
import dev.tandem.system.fuzz.values.Expectation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record, down to its bytes.
 *
 * @param seed generates the same record again
 * @param id its {@code ce_id} as a consumer reads it; absent if it has none
 * @param type its {@code ce_type} as a consumer reads it; absent if it has none
 * @param known whether consumers of the topic know the type
 * @param idea what is special about it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordCase(
        long seed,
        String topic,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        @Nullable String id,
        @Nullable String type,
        boolean known,
        Expectation expectation,
        String idea) {

    private static final int SHOWN = 600;

    public static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    ProducerRecord<byte[], byte[]> toRecord() {
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    @Override
    public String toString() {
        return "seed %d, %s, %s, the contract says %s%nkey: %s%n%s%n%s"
                .formatted(
                        seed,
                        topic,
                        idea,
                        expectation,
                        shown(key),
                        headers.stream()
                                .map(header -> header.key() + ": " + shown(header.value()))
                                .collect(Collectors.joining("\n")),
                        shown(value));
    }

    private static String shown(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(null)";
        }
        var text = HttpCase.visible(new String(bytes, ISO_8859_1));
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "… (%d bytes)".formatted(bytes.length) : text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordCase that
                && seed == that.seed
                && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed);
    }
}
