package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The order of messages, whatever the writers and relays do. */
class RelayOrderIT extends RelayedOutbox {

    @Nested
    class Transactions_that_commit_in_the_opposite_order_of_their_ids {

        @Test
        void lose_nothing() throws Exception {
            assertThat(arrivals(OutboxDatabase::startRelay)).containsExactly("b2", "a1", "c3");
        }

        @Test
        void lose_a_message_to_a_relay_that_reads_by_id() throws Exception {
            assertThat(arrivals(FlawedRelay::byId)).containsExactly("b2", "c3");
        }

        private List<String> arrivals(Function<OutboxDatabase, AutoCloseable> start) throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = start.apply(outbox);
                    var early = outbox.begin();
                    var late = outbox.begin()) {
                early.add("a", 1);
                late.add("b", 2).commit();
                outbox.awaitArrival("b2");
                early.commit();
                outbox.add("c", 3);
                outbox.awaitArrival("c3");
                return texts(outbox.firstArrivals());
            }
        }
    }

    @Nested
    class Overlapping_transactions_on_one_subject {

        @Test
        void keep_their_order() throws Exception {
            assertThat(arrivals(OutboxDatabase::startRelay)).containsExactly("a1", "a2", "z3");
        }

        @Test
        void change_it_in_a_relay_that_reads_by_transaction() throws Exception {
            assertThat(arrivals(FlawedRelay::byTransaction)).containsExactly("a2", "a1", "z3");
        }

        /** The transaction with the lower id is the second one to lock the subject. */
        private List<String> arrivals(Function<OutboxDatabase, AutoCloseable> start) throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = start.apply(outbox);
                    var second = outbox.begin().writeElsewhere();
                    var first = outbox.begin().writeElsewhere()) {
                first.add("a", 1).commit();
                second.add("a", 2).commit();
                outbox.add("z", 3);
                outbox.awaitArrival("z3");
                return texts(outbox.firstArrivals());
            }
        }
    }

    @Nested
    class Two_relays {

        private static final int MESSAGES = 20_000;

        /**
         * Long enough that no leader loses its lane because the machine is busy: its in-flight batches, three at most,
         * would be sent twice.
         */
        private static final Duration LEASE = Duration.ofMinutes(1);

        @Test
        void keep_the_order_of_each_subject() throws Exception {
            try (var outbox = drainedBy(OutboxDatabase::startRelay)) {
                outbox.assertOrderPerSubject();
                assertThat(outbox.duplicates()).isZero();
            }
        }

        @Test
        void change_it_if_they_share_the_work_by_skipping_what_is_locked() throws Exception {
            try (var outbox = drainedBy(FlawedRelay::skippingLocked)) {
                assertThatThrownBy(outbox::assertOrderPerSubject).isInstanceOf(AssertionError.class);
            }
        }

        private OutboxDatabase drainedBy(Function<OutboxDatabase, AutoCloseable> start) throws Exception {
            var outbox = new OutboxDatabase(Settings.with(LEASE, 500), 4);
            outbox.addMany(MESSAGES, 10);
            try (var _ = start.apply(outbox);
                    var _ = start.apply(outbox)) {
                outbox.awaitArrivals(MESSAGES);
            }
            return outbox;
        }
    }

    @Nested
    class Lanes_side_by_side {

        @Test
        void keep_the_order_of_each_subject() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.with(Duration.ofMillis(500), 100, 3, 1000), 4);
                    var _ = outbox.startRelay();
                    var _ = outbox.startRelay()) {
                for (var i = 0; i < 500; i++) {
                    try (var writer = outbox.begin()) {
                        for (var subject = 0; subject < 10; subject++) {
                            writer.addNext("s" + subject);
                        }
                        writer.commit();
                    }
                }
                outbox.awaitArrivals(5_000);
                outbox.assertOrderPerSubject();
                assertThat(outbox.jdbc()
                                .sql("select count(*) from messaging.outbox_lane where highest_id > 0")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(3);
            }
        }
    }

    @Nested
    class A_transaction_that_stays_open {

        private static final Duration OPEN = Duration.ofSeconds(FULL ? 60 : 3);

        @Test
        void delays_its_own_messages_and_nobody_elses() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay();
                    var open = outbox.begin()) {
                open.add("slow", 1);
                var end = System.nanoTime() + OPEN.toNanos();
                var messages = 0;
                while (System.nanoTime() < end) {
                    outbox.addMany(500, 500);
                    messages += 500;
                    outbox.awaitArrivals(messages);
                }
                assertThat(rowsOf(outbox, partitionOf(outbox, 1))).isPositive();
                open.commit();
                outbox.awaitArrival("slow1");
            }
        }

        @Test
        void keeps_its_partition_until_its_messages_have_been_sent() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay();
                    var _ = outbox.startHousekeeper()) {
                outbox.addMany(10, 10);
                try (var open = outbox.begin()) {
                    open.add("slow", 1);
                    outbox.addMany(3_000, 10);
                    outbox.awaitArrivals(3_010);
                    await().until(() -> rowsOf(outbox, "outbox_1") == 0);
                    assertThat(rowsOf(outbox, "outbox_0")).isPositive();
                    open.commit();
                }
                outbox.awaitArrival("slow1");
                await().until(() -> rowsOf(outbox, "outbox_0") == 0);
            }
        }

        private String partitionOf(OutboxDatabase outbox, long id) {
            return "outbox_" + id / outbox.settings().rowsPerPartition() % 8;
        }
    }
}
