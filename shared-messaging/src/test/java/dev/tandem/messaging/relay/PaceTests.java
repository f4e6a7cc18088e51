package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The poll interval is one hour: if an event should end a rest but does not, the test times out. */
@Timeout(10)
class PaceTests {

    private final Pace pace = new Pace(Duration.ofHours(1));

    @Test
    void a_commit_ends_the_rest() {
        pace.wake();
        pace.restAfter(0);

        pace.wake();
        pace.restAfter(1);
    }

    @Test
    void many_messages_are_followed_by_the_next_look_without_a_commit() {
        pace.restAfter(1_000);
    }

    @Nested
    class Looks_without_a_commit {

        private final Pace pace = new Pace(Duration.ofNanos(1_000));

        @Test
        void become_rarer_while_they_find_nothing() {
            look(2_000, 0);

            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(10_000));
        }

        @Test
        void are_frequent_again_as_soon_as_one_finds_a_message_of_another_instance() {
            look(2_000, 0);
            look(1, 1);
            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(2_500_000));

            look(20, 0);
            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(1_000));
        }

        @Test
        void stay_rare_while_only_this_instance_writes() {
            look(2_000, 0);
            pace.wake();
            pace.restAfter(0);
            pace.restAfter(1); // after a look that a commit has caused

            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(10_000));
        }

        private void look(int times, int found) {
            IntStream.range(0, times).forEach(_ -> pace.restAfter(found));
        }
    }

    @Test
    void a_relay_that_is_to_stop_rests_no_more() {
        pace.stop();

        pace.restAfter(0);
        pace.restAfter(0);
        pace.rest(Duration.ofHours(1));
        assertThat(pace.isStopped()).isTrue();
    }
}
