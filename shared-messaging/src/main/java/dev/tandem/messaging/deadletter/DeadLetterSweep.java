package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.housekeeping.Sweep;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes the dead letters that were replayed or discarded more than thirty days ago, with the decisions about them.
 */
final class DeadLetterSweep implements Sweep {

    private static final int KEPT_DAYS = 30;

    @Override
    public Duration interval() {
        return Duration.ofDays(1);
    }

    @Override
    public void run(JdbcClient jdbc) {
        jdbc.sql("""
                        delete from messaging.dead_letters
                        where state in ('REPLAYED', 'DISCARDED') and changed_at < now() - make_interval(days => ?)""").param(KEPT_DAYS).update();
    }
}
