package dev.tandem.messaging;

import dev.tandem.messaging.DeadLetters.Filter;
import java.util.List;

/** Dead letters with all that is known of them, for tests with a few. */
final class WholeLetters {

    private WholeLetters() {}

    static List<DeadLetter> of(DeadLetters deadLetters, Filter filter) {
        return deadLetters.list(filter, 0, 1000).stream()
                .map(letter -> deadLetters.find(letter.id()).orElseThrow())
                .toList();
    }
}
