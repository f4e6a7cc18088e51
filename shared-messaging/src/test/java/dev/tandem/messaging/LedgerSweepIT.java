package dev.tandem.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.DeadLetter.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is thrown away, and what is kept. */
class LedgerSweepIT {

    private final OutboxDatabase outbox = new OutboxDatabase(Settings.with(Duration.ofMillis(500), 500, 2, 1_000), 1);

    @AfterEach
    void close() {
        outbox.close();
    }

    /** There are rows in the first three; the last of these is being written, and never emptied. */
    @Nested
    class A_partition_of_the_outbox {

        private final LedgerSweep sweep = new LedgerSweep(outbox.jdbc());

        @BeforeEach
        void knowTheLane() {
            outbox.jdbc()
                    .sql("insert into messaging.outbox_lane (lane) values (0)")
                    .update();
        }

        @Test
        void is_emptied_when_all_of_it_has_been_sent() {
            outbox.addMany(2_500, 10);
            allIsSent(0);

            assertThat(partitionsLeftBySweep()).containsExactly(2);
        }

        @Test
        void is_emptied_when_the_window_in_work_has_passed_it() {
            outbox.addMany(2_500, 10);
            isSentUpTo(1_200);

            assertThat(partitionsLeftBySweep()).containsExactly(1, 2);
        }

        @Test
        void is_kept_for_one_message_that_has_committed_late() {
            try (var late = outbox.begin()) {
                late.add("late", 1);
                outbox.addMany(2_500, 10);
                allIsSent(0);
                late.commit();
            }

            assertThat(partitionsLeftBySweep()).containsExactly(0, 2);
        }

        @Test
        void is_kept_for_one_that_has_committed_after_the_window_in_work_had_begun() {
            try (var late = outbox.begin()) {
                late.add("late", 1);
                outbox.addMany(2_500, 10);
                isSentUpTo(1_200);
                late.commit();
            }

            assertThat(partitionsLeftBySweep()).containsExactly(0, 1, 2);
        }

        @Test
        void is_kept_for_one_of_a_lane_that_is_behind() {
            outbox.jdbc()
                    .sql("insert into messaging.outbox_lane (lane) values (1)")
                    .update();
            addToLane(1);
            outbox.addMany(2_500, 10);
            allIsSent(0);
            assertThat(partitionsLeftBySweep()).containsExactly(0, 2);

            allIsSent(1);
            assertThat(partitionsLeftBySweep()).containsExactly(2);
        }

        @Test
        void is_kept_for_one_of_a_lane_that_nobody_has_led_yet() {
            addToLane(7);
            outbox.addMany(2_500, 10);
            allIsSent(0);

            assertThat(partitionsLeftBySweep()).containsExactly(0, 2);
        }

        private List<Integer> partitionsLeftBySweep() {
            sweep.sweepOutbox();
            return outbox.jdbc()
                    .sql("select distinct id / 1000 % 8 from messaging.outbox order by 1")
                    .query((row, _) -> row.getInt(1))
                    .list();
        }

        private void addToLane(int lane) {
            outbox.jdbc().sql("""
                    insert into messaging.outbox (lane, topic, subject, type, payload)
                    values (?, 'nowhere', 'a', 'test.happened.v1', '1')""").param(lane).update();
        }

        private void allIsSent(int lane) {
            outbox.jdbc()
                    .sql("update messaging.outbox_lane set sent = pg_current_snapshot() where lane = ?")
                    .param(lane)
                    .update();
        }

        private void isSentUpTo(long id) {
            outbox.jdbc()
                    .sql("update messaging.outbox_lane set sending = pg_current_snapshot(), last_id = ?")
                    .param(id)
                    .update();
        }
    }

    /** Of these zones one has another date than UTC at any time of the day. */
    @Nested
    class An_entry_of_the_inbox {

        private static final int KEPT_DAYS = 8;

        @ParameterizedTest
        @ValueSource(strings = {"Pacific/Kiritimati", "Etc/GMT+12"})
        void has_the_date_of_utc_wherever_the_service_runs(String zone) {
            in(zone, () -> {
                remember();
                assertThat(daysAgo()).containsExactly(0);
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"Pacific/Kiritimati", "Etc/GMT+12"})
        void is_kept_for_eight_days_of_utc_wherever_the_service_runs(String zone) {
            in(zone, () -> {
                remember();
                becomeOld(KEPT_DAYS - 1);
                new LedgerSweep(outbox.jdbc()).sweepInbox();
                assertThat(daysAgo()).containsExactly(KEPT_DAYS - 1);

                becomeOld(1);
                new LedgerSweep(outbox.jdbc()).sweepInbox();
                assertThat(daysAgo()).isEmpty();
            });
        }

        private void in(String zone, Runnable work) {
            outbox.transactions().executeWithoutResult(_ -> {
                outbox.jdbc().sql("set local time zone '" + zone + "'").update();
                work.run();
            });
        }

        private void remember() {
            new JdbcInbox(outbox.jdbc(), outbox.transactions())
                    .remember("test", List.of(new Inbox.Receipt("message", Instant.now())));
        }

        private void becomeOld(int days) {
            outbox.jdbc()
                    .sql("update messaging.inbox set handled_on = handled_on - ?")
                    .param(days)
                    .update();
        }

        private List<Integer> daysAgo() {
            return outbox.jdbc()
                    .sql("select (now() at time zone 'UTC')::date - handled_on from messaging.inbox")
                    .query((row, _) -> row.getInt(1))
                    .list();
        }
    }

    @Nested
    class A_dead_letter {

        private static final int KEPT_DAYS = 30;

        @ParameterizedTest
        @EnumSource(names = {"REPLAYED", "DISCARDED"})
        void is_forgotten_a_month_after_it_was_closed(State closed) throws Exception {
            add("old", closed, KEPT_DAYS + 1);
            add("new", closed, KEPT_DAYS - 1);

            try (var _ = outbox.startRelay()) {
                await().untilAsserted(() -> assertThat(origins()).containsExactly("new"));
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"DEAD", "WAITING", "READY"})
        void is_kept_for_as_long_as_it_is_open(State open) throws Exception {
            add("open", open, 10 * KEPT_DAYS);
            add("closed", State.DISCARDED, KEPT_DAYS + 1);

            try (var _ = outbox.startRelay()) {
                await().untilAsserted(() -> assertThat(origins()).doesNotContain("closed"));
            }
            assertThat(origins()).containsExactly("open");
        }

        private void add(String origin, State state, int daysAgo) {
            outbox.jdbc().sql("""
                    with letter as (
                        insert into messaging.dead_letters (consumer, origin, position, topic, headers, state, changed_at)
                        values ('test', ?, 1, 'test', '{}', ?, now() - make_interval(days => ?)) returning id)
                    insert into messaging.dead_letter_decisions (dead_letter, action, operator, reason)
                    select id, 'DISCARD', 'ada', 'nobody needs it' from letter""").params(origin, state.name(), daysAgo).update();
        }

        private List<String> origins() {
            return outbox.jdbc()
                    .sql("select origin from messaging.dead_letters")
                    .query((row, _) -> row.getString(1))
                    .list();
        }
    }
}
