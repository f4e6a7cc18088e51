package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.stream.Stream;

/** The backlog and the dead letters as metrics, measured when they are read. */
final class MessagingMetrics implements MeterBinder {

    private final Backlog backlog;
    private final OutboxBacklog outbox;
    private final DeadLetters deadLetters;
    private final List<String> topics;
    private final String group;

    /**
     * Creates the metrics of one service.
     *
     * @param topics the topics that this service consumes
     * @param group the service's consumer group
     */
    MessagingMetrics(
            Backlog backlog, OutboxBacklog outbox, DeadLetters deadLetters, List<String> topics, String group) {
        this.backlog = backlog;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.topics = topics;
        this.group = group;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("tandem.outbox.messages", () -> backlog.outgoing().messages())
                .description("messages that Kafka does not have yet")
                .register(meters);
        Gauge.builder("tandem.outbox.age", () -> backlog.outgoing().age().toMillis() / 1e3)
                .description("how long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("tandem.outbox.drain.rate", () -> backlog.outgoing().drainedPerSecond())
                .description("messages published per second, when there last were any")
                .register(meters);
        Gauge.builder("tandem.outbox.leaderless", outbox::leaderless)
                .description("how long a lane of the outbox has been without a leader, after its last lease")
                .baseUnit("seconds")
                .register(meters);
        topics.forEach(topic -> Gauge.builder("tandem.consumer.lag", () -> lag(topic))
                .description("messages that this service has not handled yet")
                .tag("topic", topic)
                .register(meters));
        Stream.concat(topics.stream(), Stream.of(DeadLetter.OUTBOX))
                .forEach(consumer -> bindDeadLetters(consumer, meters));
    }

    private double lag(String topic) {
        var lag = backlog.lag(group, topic);
        return lag.isPresent() ? lag.getAsLong() : Double.NaN;
    }

    private void bindDeadLetters(String consumer, MeterRegistry meters) {
        Gauge.builder("tandem.dead.letters", () -> deadLetters.depth(consumer).dead())
                .description("messages that wait for an operator")
                .tag("consumer", consumer)
                .register(meters);
        Gauge.builder(
                        "tandem.dead.letters.waiting",
                        () -> deadLetters.depth(consumer).waiting())
                .description("messages that wait behind those, or for a lock that another transaction holds")
                .tag("consumer", consumer)
                .register(meters);
        Gauge.builder(
                        "tandem.dead.letters.age",
                        () -> deadLetters.depth(consumer).oldestAgeSeconds())
                .description("how long the oldest has been waiting for an operator")
                .baseUnit("seconds")
                .tag("consumer", consumer)
                .register(meters);
    }
}
