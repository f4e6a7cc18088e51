package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog.Outgoing;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The backlog of an outbox with one lane, for tests without an application. */
public final class PlainBacklog {

    private PlainBacklog() {}

    public static Outgoing of(JdbcClient jdbc) {
        return new OutboxBacklog(jdbc, 1, Duration.ofMillis(1200)).measure();
    }

    /** For how many seconds the lane has been without a leader. */
    public static double leaderless(JdbcClient jdbc) {
        return new OutboxBacklog(jdbc, 1, Duration.ofMillis(1200)).leaderless();
    }
}
