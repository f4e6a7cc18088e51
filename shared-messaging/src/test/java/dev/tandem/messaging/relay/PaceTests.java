package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The poll interval is one hour: if an event should end a rest but does not, the test times out. */
@Timeout(10)
class PaceTests {

    private static final long TWENTY_MILLIS = 20_000_000;

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

        private final AtomicLong now = new AtomicLong();
        private final Pace pace = new Pace(Duration.ofNanos(1_000), now::get);

        @Test
        void become_rarer_while_they_find_nothing() {
            look(2_000, 0);

            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(10_000));
        }

        @Test
        void are_frequent_again_when_no_commit_of_this_process_explains_what_they_find() {
            look(2_000, 0);
            look(1, 1);
            now.addAndGet(TWENTY_MILLIS);
            look(1, 0);
            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(2_500_000));

            look(20, 0);
            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(1_000));
        }

        @Test
        void stay_frequent_while_another_instance_writes() {
            for (var i = 0; i < 100; i++) {
                look(1, 1);
                now.addAndGet(TWENTY_MILLIS);
            }
            look(1, 0);

            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(2_500_000));
        }

        @Test
        void stay_rare_while_only_this_instance_writes() {
            look(2_000, 0);
            pace.wake();
            pace.restAfter(0);
            pace.restAfter(1); // after a look that a commit has caused

            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(10_000));
        }

        @Test
        void stay_rare_when_they_find_a_message_whose_commit_wakes_the_relay_a_little_later() {
            look(2_000, 0);
            for (var i = 0; i < 100; i++) {
                look(1, 1); // before the wake-up
                pace.wake();
                look(2, 0);
                now.addAndGet(TWENTY_MILLIS);
            }

            assertThat(pace.pause()).isEqualTo(Duration.ofNanos(10_000));
        }

        @Test
        void come_soon_when_it_is_not_known_yet_who_wrote_a_message() {
            var rare = new Pace(Duration.ofMillis(10), now::get);
            rare.stop(); // no rest takes any time
            look(rare, 2_000, 0);
            assertThat(rare.pause()).isEqualTo(Duration.ofMillis(100));

            look(rare, 1, 1);

            assertThat(rare.pause()).isEqualTo(Duration.ofMillis(20));
        }

        private void look(int times, int found) {
            look(pace, times, found);
        }

        private static void look(Pace pace, int times, int found) {
            IntStream.range(0, times).forEach(_ -> pace.restAfter(found));
        }
    }

    @Nested
    class Messages_gather {

        @Test
        void briefly_when_a_look_is_quick() {
            assertThat(Pace.gathering(Duration.ofNanos(300_000))).isEqualTo(Duration.ofNanos(2_500_000));
        }

        @Test
        void for_five_times_as_long_as_a_look_takes() {
            assertThat(Pace.gathering(Duration.ofMillis(2))).isEqualTo(Duration.ofMillis(10));
        }

        @Test
        void no_longer_than_after_many_messages() {
            assertThat(Pace.gathering(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(20));
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
