package dev.tandem.messaging.inbox;

import dev.tandem.messaging.housekeeping.Sweep;
import dev.tandem.messaging.housekeeping.Truncation;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Truncates the slots of the inbox whose messages Kafka no longer holds. */
final class InboxSweep implements Sweep {

    /** One day more than the topics keep their messages, and fewer days than the inbox has slots. */
    private static final int KEPT_DAYS = 8;

    /** In UTC like the inbox, wherever the service runs: {@code current_date} depends on the time zone of its JVM. */
    private static final String TODAY = "(now() at time zone 'UTC')::date";

    @Override
    public Duration interval() {
        return Duration.ofDays(1);
    }

    @Override
    public void run(JdbcClient jdbc) {
        for (var slot = 0; slot < JdbcInbox.SLOTS; slot++) {
            var needed = "select exists (select from messaging.inbox_%s where handled_on > %s - %s)"
                    .formatted(slot, TODAY, KEPT_DAYS);
            if (!jdbc.sql(needed).query(Boolean.class).single()) {
                Truncation.truncateUnless(needed, "inbox_" + slot, jdbc);
            }
        }
    }
}
