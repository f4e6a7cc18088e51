package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.messaging.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first three partitions have rows; the last of these is being written, and never truncated. */
class OutboxSweepIT {

    private final OutboxDatabase outbox = new OutboxDatabase(Settings.with(Duration.ofMillis(500), 500, 2, 1_000), 1);

    @AfterEach
    void close() {
        outbox.close();
    }

    @BeforeEach
    void knowTheLane() {
        outbox.jdbc().sql("insert into messaging.outbox_lane (lane) values (0)").update();
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
    void is_kept_while_the_lane_is_refused() {
        outbox.addMany(2_500, 10);
        allIsSent(0);
        outbox.jdbc().sql("update messaging.outbox_lane set refused_at = now()").update();

        assertThat(partitionsLeftBySweep()).containsExactly(0, 1, 2);
    }

    @Test
    void is_kept_for_one_of_a_lane_that_is_behind() {
        outbox.jdbc().sql("insert into messaging.outbox_lane (lane) values (1)").update();
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
        new OutboxSweep().run(outbox.jdbc());
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
