package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The poll interval is one hour: if an event should end a rest but does not, the test times out. */
@Timeout(10)
class PaceTests {

    private final Pace pace = new Pace(Duration.ofHours(1));

    @BeforeEach
    void findNothingForAWhile() {
        IntStream.range(0, 20).forEach(_ -> pace.restAfter(0));
    }

    @Test
    void a_commit_ends_the_rest_after_nothing() {
        pace.wake();
        pace.restAfter(0);
    }

    @Test
    void messages_are_gathered_for_milliseconds_however_seldom_the_relay_polls() {
        pace.restAfter(1);
        pace.restAfter(1_000);
    }

    @Test
    void after_a_message_the_next_one_is_looked_for_soon() {
        pace.restAfter(1);
        pace.restAfter(0);
    }

    @Test
    void who_is_to_stop_rests_no_more() {
        pace.stop();

        pace.restAfter(0);
        pace.restAfter(0);
        pace.rest(Duration.ofHours(1));
        assertThat(pace.isStopped()).isTrue();
    }
}
