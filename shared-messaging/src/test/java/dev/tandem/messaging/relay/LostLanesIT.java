package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.LogLines;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.lane.LaneRow;
import dev.tandem.messaging.metrics.PlainBacklog;
import dev.tandem.testing.documents.CodeBlocks;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Lanes whose row is lost, or held by a lease that does not end. */
class LostLanesIT extends RelayedOutbox {

    @Nested
    class A_lane_whose_row_is_deleted {

        @Test
        void is_published_again_from_the_oldest_message_on() throws Exception {
            try (var log = LogLines.of(LaneRow.class);
                    var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay()) {
                outbox.add("a", 1);
                outbox.awaitArrival("a1");

                deleteLanes(outbox);
                outbox.add("a", 2);
                outbox.awaitArrival("a2");

                await().until(() -> outbox.duplicates() > 0);
                outbox.assertOrderPerSubject();
                assertThat(log.lines())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line).startsWith("lane 0 of the outbox had no row"));
            }
        }

        @Test
        void counts_as_one_from_which_nothing_was_sent() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                outbox.add("a", 1);

                assertThat(PlainBacklog.of(outbox.jdbc()).messages()).isEqualTo(1);
                assertThat(PlainBacklog.of(outbox.jdbc()).age()).isPositive();
            }
        }

        @Test
        void never_gets_an_epoch_twice() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay()) {
                await().until(() -> epoch(outbox) > 0);
                var before = epoch(outbox);

                deleteLanes(outbox);

                await().until(() -> epoch(outbox) > before);
            }
        }

        @Test
        void has_no_warning_at_the_first_start() throws Exception {
            try (var log = LogLines.of(LaneRow.class);
                    var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay()) {
                await().until(() -> epoch(outbox) > 0);

                assertThat(log.lines()).isEmpty();
            }
        }

        private void deleteLanes(OutboxDatabase outbox) {
            outbox.jdbc().sql("delete from messaging.outbox_lane").update();
        }

        private long epoch(OutboxDatabase outbox) {
            return outbox.jdbc()
                    .sql("select coalesce(max(epoch), 0) from messaging.outbox_lane where holder is not null")
                    .query(Long.class)
                    .single();
        }
    }

    @Nested
    class A_lease_that_is_longer_than_a_lease {

        @Test
        void counts_for_nothing() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                outbox.jdbc()
                        .sql(
                                "insert into messaging.outbox_lane (lane, leased_until) values (0, now() + interval '1 year')")
                        .update();
                outbox.add("a", 1);

                try (var _ = outbox.startRelay()) {
                    outbox.awaitArrival("a1");
                }
            }
        }
    }

    @Nested
    class A_lane_without_a_leader {

        @Test
        void shows_for_how_long() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                assertThat(PlainBacklog.leaderless(outbox.jdbc())).isPositive();

                try (var _ = outbox.startRelay()) {
                    await().until(() -> PlainBacklog.leaderless(outbox.jdbc()) == 0);
                }

                await().until(() -> PlainBacklog.leaderless(outbox.jdbc()) > 0);
                assertThat(PlainBacklog.leaderless(outbox.jdbc())).isLessThan(60);
            }
        }

        @Test
        void shows_so_even_if_one_relay_after_another_takes_it_over_and_fails() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                try (var _ = outbox.startRelay()) {
                    await().until(() -> PlainBacklog.leaderless(outbox.jdbc()) == 0);
                }

                try (var connection = outbox.dataSource().getConnection();
                        var row = new LaneRow(connection, 0)) {
                    await().until(() -> {
                        row.takeOver("fails", Duration.ofMillis(100)); // and never leads
                        return PlainBacklog.leaderless(outbox.jdbc()) > 0;
                    });
                }
            }
        }
    }

    @Nested
    class The_runbook {

        @Test
        void shows_who_led_a_lane_last() throws Exception {
            var runbook = CodeBlocks.of("docs/runbooks/TandemOutboxLeaderless.md");
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                try (var _ = outbox.startRelay()) {
                    outbox.add("a", 1);
                    outbox.awaitArrival("a1");
                }

                assertThat(outbox.jdbc()
                                .sql(runbook.containing("leased_until"))
                                .query()
                                .listOfRows())
                        .singleElement()
                        .satisfies(lane -> assertThat(lane).containsEntry("lane", 0));
                assertThat(outbox.jdbc()
                                .sql(runbook.containing("adopt_outbox"))
                                .query(Long.class)
                                .single())
                        .isZero();
            }
        }
    }

    @Nested
    class A_leader_that_waits_for_longer_than_its_lease {

        /** The relay waits for the lock as it reads the outbox, while its lease lasts for half a second. */
        @Test
        void keeps_its_lane() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay();
                    var _ = outbox.startRelay()) {
                outbox.add("a", 1);
                outbox.awaitArrival("a1");
                var before = epochOf(outbox);

                try (var lock = outbox.begin()) {
                    lock.execute("lock table messaging.outbox in access exclusive mode");
                    await().until(() -> isWaiting(outbox));
                    await().during(Duration.ofSeconds(3))
                            .atMost(Duration.ofSeconds(10))
                            .until(() -> PlainBacklog.leaderless(outbox.jdbc()) == 0);
                }

                outbox.add("a", 2);
                outbox.awaitArrival("a2");
                assertThat(epochOf(outbox)).isEqualTo(before);
            }
        }

        private boolean isWaiting(OutboxDatabase outbox) {
            return outbox.jdbc().sql("""
                    select exists (select from pg_locks where not granted and relation in
                        (select oid from pg_class where relname like 'outbox%'))""").query(Boolean.class).single();
        }
    }

    private static long epochOf(OutboxDatabase outbox) {
        return outbox.jdbc()
                .sql("select epoch from messaging.outbox_lane where lane = 0")
                .query(Long.class)
                .single();
    }
}
