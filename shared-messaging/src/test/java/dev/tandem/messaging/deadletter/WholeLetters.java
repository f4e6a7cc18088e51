package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import java.util.List;

/** Dead letters with all their details, for tests with a few of them. */
public final class WholeLetters {

    private WholeLetters() {}

    public static List<DeadLetter> of(DeadLetters deadLetters, Filter filter) {
        return deadLetters.list(filter, 0, 1000).stream()
                .map(letter -> deadLetters.find(letter.id()).orElseThrow())
                .toList();
    }
}
