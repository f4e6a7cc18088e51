package dev.tandem.messaging;

import java.time.Duration;
import java.util.OptionalLong;

/** How far behind the system is: what a service can ask before it takes on more. */
public interface Backlog {

    /**
     * What this service has said and Kafka does not have yet.
     *
     * @param messages how many; about how many from ten thousand
     * @param age how long the oldest one has been waiting
     * @param drainedPerSecond how many left in a second when there was enough to fill a batch; 0 if there never was
     */
    record Outgoing(long messages, Duration age, double drainedPerSecond) {}

    Outgoing outgoing();

    /**
     * How many messages of a topic a consumer group has not handled yet, as of a few seconds ago.
     *
     * @param group the name of the service that consumes
     * @return empty until Kafka has been asked for the first time, and while it does not answer
     */
    OptionalLong lag(String group, String topic);
}
