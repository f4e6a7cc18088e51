package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.Settings;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.messaging.deadletter.WholeLetters;
import dev.tandem.messaging.lane.LaneRow;
import dev.tandem.messaging.lane.LaneRow.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Relays that crash, hang or stop, and messages that Kafka refuses. */
class RelayFailuresIT extends RelayedOutbox {

    @Nested
    class A_crash_between_the_acknowledgement_and_the_saved_position {

        @Test
        void sends_the_same_messages_again_and_nothing_else() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                refuseToSavePositions(outbox);
                outbox.addMany(50, 5);
                try (var _ = outbox.startRelay()) {
                    await().until(() -> outbox.duplicates() > 0);
                    savePositionsAgain(outbox);
                    outbox.add("z", 1);
                    outbox.awaitArrival("z1");
                    // A repeated message has the same id: different ids would count as different arrivals.
                    assertThat(outbox.firstArrivals()).hasSize(51);
                    outbox.assertOrderPerSubject();
                }
            }
        }

        private void refuseToSavePositions(OutboxDatabase outbox) {
            outbox.jdbc()
                    .sql("insert into messaging.outbox_lane (lane) values (0)")
                    .update();
            outbox.database().asOwner("""
                    create function crash() returns trigger language plpgsql as $$ begin raise 'crash'; end $$""");
            outbox.database().asOwner("""
                    create trigger crash before update on messaging.outbox_lane for each row
                    when (new.sent::text <> old.sent::text) execute function crash()""");
        }

        private void savePositionsAgain(OutboxDatabase outbox) {
            outbox.database().asOwner("drop trigger crash on messaging.outbox_lane");
        }
    }

    @Nested
    class A_relay_that_was_held_up_for_longer_than_its_lease {

        private static final Duration LEASE = Duration.ofMinutes(1);

        @Test
        void cannot_save_a_position_any_more() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var here = outbox.dataSource().getConnection();
                    var there = outbox.dataSource().getConnection();
                    var stale = new LaneRow(here, 0);
                    var current = new LaneRow(there, 0);
                    var ledger = new Ledger(there, 0)) {
                var old = stale.takeOver("stale", LEASE).orElseThrow();
                expire(outbox);
                var epoch = current.takeOver("current", LEASE).orElseThrow();

                var position =
                        ledger.read(current.position(), new Chunk.Limit(1, 1)).end();
                var progress = new Progress(position, 7, 0);
                assertThat(stale.save(old, progress, LEASE)).isFalse();
                assertThat(current.position()).isNotEqualTo(position);
                assertThat(stale.takeOver("stale", LEASE)).isEmpty();
                assertThat(current.save(epoch, progress, LEASE)).isTrue();
                assertThat(current.position()).isEqualTo(position);
            }
        }
    }

    private static void expire(OutboxDatabase outbox) {
        outbox.jdbc()
                .sql("update messaging.outbox_lane set leased_until = clock_timestamp() - interval '1 ms'")
                .update();
    }

    @Nested
    class A_relay_that_is_stopped {

        private static final Duration LEASE = Duration.ofHours(1);

        @Test
        void frees_its_lane_at_once() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.with(LEASE, 500), 1)) {
                try (var _ = outbox.startRelay()) {
                    outbox.add("a", 1);
                    outbox.awaitArrival("a1");
                }
                try (var connection = outbox.dataSource().getConnection();
                        var next = new LaneRow(connection, 0)) {
                    assertThat(next.takeOver("next", LEASE)).isPresent();
                }
            }
        }
    }

    @Nested
    class The_connection_of_a_relay {

        @Test
        void has_limits_of_its_own() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var connection = outbox.dataSource().getConnection()) {
                RelaySession.begin(connection);

                assertThat(connection.getNetworkTimeout()).isEqualTo(12_000);
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("show statement_timeout")) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("10s");
                }
            }
        }
    }

    @Nested
    class A_message_that_Kafka_refuses_for_good {

        @Test
        void waits_aside_with_its_followers_while_all_others_go_on() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay()) {
                outbox.add("a", 1);
                outbox.addTooLarge("a", 2);
                outbox.add("a", 3);
                outbox.add("b", 1);
                outbox.awaitArrival("b1");
                outbox.add("a", 4);
                outbox.add("b", 2);
                outbox.awaitArrival("b2");

                assertThat(texts(outbox.firstArrivals())).containsExactly("a1", "b1", "b2");
                var open = WholeLetters.of(outbox.deadLetters(), new Filter(null, DeadLetter.OUTBOX, null, "a"));
                assertThat(open)
                        .extracting(DeadLetter::state)
                        .containsExactly(State.DEAD, State.WAITING, State.WAITING);
                assertThat(open.getFirst().error()).contains("RecordTooLargeException");

                outbox.deadLetters().discard(open.getFirst().id(), new Instruction("ada", "nobody needs it"));
                outbox.awaitArrival("a4");
                outbox.add("a", 5);
                outbox.awaitArrival("a5");
                assertThat(texts(outbox.firstArrivals())).containsExactly("a1", "b1", "b2", "a3", "a4", "a5");
            }
        }

        @Test
        void is_sent_in_front_of_its_followers_once_Kafka_takes_it() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay()) {
                outbox.addTooLarge("a", 1);
                outbox.add("a", 2);
                outbox.add("b", 1);
                outbox.awaitArrival("b1");
                var dead = outbox.deadLetters()
                        .list(new Filter(State.DEAD, DeadLetter.OUTBOX, null, null), 0, 100)
                        .getFirst();

                outbox.deadLetters().replay(dead.id(), new Instruction("ada", "is it smaller now?"));
                await().untilAsserted(() -> assertThat(outbox.deadLetters().find(dead.id()))
                        .hasValueSatisfying(letter -> {
                            assertThat(letter.state()).isEqualTo(State.DEAD);
                            assertThat(letter.attempts()).isEqualTo(2);
                        }));

                outbox.jdbc()
                        .sql("update messaging.dead_letters set payload = '1' where id = ?")
                        .param(dead.id())
                        .update();
                outbox.deadLetters().replay(dead.id(), new Instruction("ada", "it is now"));
                outbox.awaitArrival("a2");
                assertThat(texts(outbox.firstArrivals())).containsExactly("b1", "a1", "a2");
            }
        }

        @Test
        void does_not_stop_its_lane_if_it_is_read_again_after_it_was_discarded() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                outbox.addTooLarge("a", 1);
                try (var _ = outbox.startRelay()) {
                    outbox.add("b", 1);
                    outbox.awaitArrival("b1");
                }
                var dead = outbox.deadLetters()
                        .list(new Filter(State.DEAD, DeadLetter.OUTBOX, null, null), 0, 100)
                        .getFirst();
                outbox.deadLetters().discard(dead.id(), new Instruction("ada", "nobody needs it"));
                outbox.jdbc()
                        .sql("update messaging.outbox_lane set sent = '3:3:'")
                        .update();

                try (var _ = outbox.startRelay()) {
                    outbox.add("b", 2);
                    outbox.awaitArrival("b2");
                }
                assertThat(outbox.deadLetters().find(dead.id()).orElseThrow().state())
                        .isEqualTo(State.DEAD);
            }
        }
    }

    @Nested
    class The_outbox_after_many_messages {

        private static final int ROWS_PER_PARTITION = FULL ? 250_000 : 10_000;
        private static final int MESSAGES = FULL ? 10_000_000 : 300_000;
        private static final int AT_ONCE = 5_000;
        private static final long SIZE_OF_EMPTY_ONES = 6 * 40_000;

        @Test
        void is_as_small_as_it_was() throws Exception {
            var settings = Settings.with(Duration.ofMillis(500), 5_000, 1, ROWS_PER_PARTITION);
            try (var outbox = new OutboxDatabase(settings, 4);
                    var _ = outbox.startRelay();
                    var _ = outbox.startHousekeeper()) {
                var largestPartition = 0L;
                for (var sent = 0; sent < MESSAGES; sent += AT_ONCE) {
                    outbox.addMany(AT_ONCE, 1_000);
                    largestPartition = Math.max(largestPartition, sizeOfLargestPartition(outbox));
                    var written = sent + AT_ONCE;
                    await().until(() -> highestIdOf(outbox) > written - 3 * ROWS_PER_PARTITION);
                }
                await().until(() -> highestIdOf(outbox) == MESSAGES);
                await().untilAsserted(() -> assertThat(partitionsInUse(outbox)).isLessThanOrEqualTo(2));
                assertThat(sizeOf(outbox)).isLessThanOrEqualTo(2 * largestPartition + SIZE_OF_EMPTY_ONES);
                assertThat(outbox.jdbc()
                                .sql("select pg_total_relation_size('messaging.outbox_lane')")
                                .query(Long.class)
                                .single())
                        .isLessThan(200_000);
            }
        }

        private long highestIdOf(OutboxDatabase outbox) {
            return outbox.jdbc()
                    .sql("select coalesce(max(highest_id), 0) from messaging.outbox_lane")
                    .query(Long.class)
                    .single();
        }

        private long sizeOfLargestPartition(OutboxDatabase outbox) {
            return outbox.jdbc().sql("""
                    select max(pg_total_relation_size(inhrelid)) from pg_inherits
                    where inhparent = 'messaging.outbox'::regclass""").query(Long.class).single();
        }

        /** The size of the tables and indexes of all partitions, in bytes. */
        private long sizeOf(OutboxDatabase outbox) {
            return outbox.jdbc().sql("""
                    select sum(pg_total_relation_size(inhrelid)) from pg_inherits
                    where inhparent = 'messaging.outbox'::regclass""").query(Long.class).single();
        }

        private long partitionsInUse(OutboxDatabase outbox) {
            return outbox.jdbc().sql("""
                    select count(*) from pg_inherits
                    where inhparent = 'messaging.outbox'::regclass and pg_relation_size(inhrelid) > 0""").query(Long.class).single();
        }
    }
}
