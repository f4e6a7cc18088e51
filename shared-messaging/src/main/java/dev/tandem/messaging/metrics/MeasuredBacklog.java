package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog;
import java.util.OptionalLong;

/** The backlog as measured in the database and in Kafka. */
record MeasuredBacklog(OutboxBacklog outbox, ConsumerLag lag) implements Backlog {

    @Override
    public Outgoing outgoing() {
        return outbox.measure();
    }

    @Override
    public OptionalLong lag(String group, String topic) {
        return lag.of(group, topic);
    }
}
