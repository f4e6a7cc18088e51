package dev.tandem.messaging.inbox;

import dev.tandem.messaging.housekeeping.Sweep;
import dev.tandem.messaging.housekeeping.Truncation;
import dev.tandem.messaging.wire.Retention;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Truncates the slots of the inbox whose messages Kafka no longer holds. */
final class InboxSweep implements Sweep {

    /** In UTC like the inbox, wherever the service runs: {@code current_date} depends on the time zone of its JVM. */
    private static final String TODAY = "(now() at time zone 'UTC')::date";

    private final int keptDays;

    /**
     * Creates the sweep.
     *
     * @throws IllegalArgumentException if a channel keeps its messages longer than the inbox can remember them
     */
    InboxSweep(Retention retention) {
        this.keptDays = retention.rememberedDays();
        if (keptDays >= JdbcInbox.SLOTS) {
            throw new IllegalArgumentException(
                    "a channel keeps its messages for %d days, but the inbox can remember them for %d days: lower its retentionDays by %d"
                            .formatted(retention.days(), JdbcInbox.SLOTS - 1, keptDays - JdbcInbox.SLOTS + 1));
        }
    }

    @Override
    public Duration interval() {
        return Duration.ofDays(1);
    }

    @Override
    public void run(JdbcClient jdbc) {
        for (var slot = 0; slot < JdbcInbox.SLOTS; slot++) {
            var needed = "select exists (select from messaging.inbox_%s where handled_on > %s - %s)"
                    .formatted(slot, TODAY, keptDays);
            if (!jdbc.sql(needed).query(Boolean.class).single()) {
                Truncation.truncateUnless(needed, "inbox_" + slot, jdbc);
            }
        }
    }
}
