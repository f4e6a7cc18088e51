package dev.tandem.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessagingDatabase;
import dev.tandem.messaging.wire.Retention;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry of the inbox. One of the two time zones has another date than UTC at any time of the day. */
class InboxSweepIT {

    private final MessagingDatabase database = new MessagingDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    private static final Retention RETENTION = new Retention(7);
    private static final int KEPT_DAYS = 10;

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
    void is_kept_for_ten_days_of_utc_wherever_the_service_runs(String zone) {
        in(zone, () -> {
            remember();
            becomeOld(KEPT_DAYS - 1);
            new InboxSweep(RETENTION).run(database.jdbc());
            assertThat(daysAgo()).containsExactly(KEPT_DAYS - 1);

            becomeOld(1);
            new InboxSweep(RETENTION).run(database.jdbc());
            assertThat(daysAgo()).isEmpty();
        });
    }

    @Test
    void refuses_a_retention_that_the_inbox_cannot_outlast() {
        assertThatThrownBy(() -> new InboxSweep(new Retention(13)))
                .hasMessage("a channel keeps its messages for 13 days, but the inbox can remember them for 15 days:"
                        + " lower its retentionDays by 1");
        assertThatCode(() -> new InboxSweep(new Retention(12))).doesNotThrowAnyException();
    }

    private void in(String zone, Runnable work) {
        database.transactions().executeWithoutResult(_ -> {
            database.jdbc().sql("set local time zone '" + zone + "'").update();
            work.run();
        });
    }

    private void remember() {
        new JdbcInbox(database.jdbc(), database.transactions())
                .remember("test", List.of(new Inbox.Receipt("message", Instant.now())));
    }

    private void becomeOld(int days) {
        database.jdbc()
                .sql("update messaging.inbox set handled_on = handled_on - ?")
                .param(days)
                .update();
    }

    private List<Integer> daysAgo() {
        return database.jdbc()
                .sql("select (now() at time zone 'UTC')::date - handled_on from messaging.inbox")
                .query((row, _) -> row.getInt(1))
                .list();
    }
}
