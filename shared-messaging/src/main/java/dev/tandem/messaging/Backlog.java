package dev.tandem.messaging;

import java.time.Duration;
import java.util.OptionalLong;

/** How far behind the system is, for a service to check before it takes on more work. */
public interface Backlog {

    /**
     * The messages in the outbox that Kafka does not have yet.
     *
     * @param messages how many; an approximation if there are ten thousand or more
     * @param age how long the oldest one has been waiting
     * @param drainedPerSecond how many messages were published per second while there were enough to fill a batch; 0 if
     *     there never were
     */
    record Outgoing(long messages, Duration age, double drainedPerSecond) {}

    Outgoing outgoing();

    /**
     * How many messages of a topic a consumer group has not handled yet, as of a few seconds ago.
     *
     * @param group the name of the service that consumes
     * @return empty until the first measurement, and while Kafka does not answer
     */
    OptionalLong lag(String group, String topic);
}
