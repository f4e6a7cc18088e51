package dev.tandem.messaging.inbox;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.ReadyLetters;
import dev.tandem.messaging.deadletter.ReadyLetters.Page;
import dev.tandem.messaging.deadletter.ReadyLetters.Ready;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RedeliveryTests {

    private final ReadyLetters ready = mock();
    private final LetterHandling handling = mock();

    /** Each look finds the same letters again, as long as their rows are locked. */
    @Test
    void letters_that_meet_a_lock_keep_those_of_other_consumers_waiting_for_one_round_only() {
        var locked = LongStream.range(0, 500).mapToObj(id -> letter(id, "one")).toList();
        var other = letter(1_000, "two");
        given(ready.look(any(), any())).willReturn(new Page(List.of(), null));
        given(ready.look("one", null)).willReturn(new Page(locked, null));
        given(ready.look("two", null)).willReturn(new Page(List.of(other), null));
        var redelivery = new Redelivery(ready, List.of("one", "two"), handling, Duration.ofNanos(1_000));

        redelivery.start();
        try {
            verify(handling, timeout(10_000).atLeastOnce()).handle(other);
        } finally {
            redelivery.stop();
        }
    }

    private static Ready letter(long id, String consumer) {
        return new Ready(id, consumer, State.READY, null);
    }
}
