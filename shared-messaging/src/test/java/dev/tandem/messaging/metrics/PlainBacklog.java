package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog.Outgoing;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The backlog of an outbox, for tests without an application. */
public final class PlainBacklog {

    private PlainBacklog() {}

    public static Outgoing of(JdbcClient jdbc) {
        return new OutboxBacklog(jdbc).measure();
    }
}
