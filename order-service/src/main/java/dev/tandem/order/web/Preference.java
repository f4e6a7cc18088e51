package dev.tandem.order.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a customer prefers to be answered: the header {@code Prefer} of RFC 7240. Unknown or meaningless preferences are
 * ignored.
 *
 * @param longest how long the customer would wait; absent if the header names no time
 */
record Preference(@Nullable Duration longest, boolean respondAsync) {

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,6})\"?");

    static Preference of(@Nullable String header) {
        var preferences = header == null ? Stream.<String>empty() : Arrays.stream(header.split(","));
        var wishes = preferences
                .map(preference -> preference.split(";")[0].strip().toLowerCase(Locale.ROOT))
                .toList();
        var longest = wishes.stream()
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Duration.ofSeconds(Long.parseLong(matcher.group(1))))
                .findFirst()
                .orElse(null);
        return new Preference(longest, wishes.contains("respond-async"));
    }

    /** How long to let the customer wait; {@code respond-async, wait=5} means: asynchronously if it takes longer. */
    Duration budget(Duration usual, Duration most) {
        if (longest != null) {
            return longest.compareTo(most) < 0 ? longest : most;
        }
        return respondAsync ? Duration.ZERO : usual;
    }

    /**
     * The values of {@code Preference-Applied}.
     *
     * @param accepted whether the answer is that the order continues in the background
     */
    List<String> applied(Duration budget, boolean accepted) {
        var async = respondAsync && accepted ? Stream.of("respond-async") : Stream.<String>empty();
        var waited = longest != null ? Stream.of("wait=" + budget.toSeconds()) : Stream.<String>empty();
        return Stream.concat(async, waited).toList();
    }
}
