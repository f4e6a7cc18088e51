package dev.tandem.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service talks to Kafka.
 *
 * @param pollInterval how long the relay rests when it finds nothing; a commit in the same process wakes it at once
 * @param batchSize how many messages the relay takes from the outbox at a time
 * @param concurrency how many threads each handler's messages are spread over, by partition
 * @param maxBackOff the longest pause before a message whose handler failed is tried again
 */
@ConfigurationProperties("tandem.messaging")
public record MessagingSettings(
        @DefaultValue("100ms") Duration pollInterval,
        @DefaultValue("500") int batchSize,
        @DefaultValue("1") int concurrency,
        @DefaultValue("10s") Duration maxBackOff) {

    public MessagingSettings {
        require(pollInterval.isPositive(), "tandem.messaging.poll-interval must be longer than nothing");
        require(batchSize > 0, "tandem.messaging.batch-size must be at least 1");
        require(concurrency > 0, "tandem.messaging.concurrency must be at least 1");
        require(maxBackOff.isPositive(), "tandem.messaging.max-back-off must be longer than nothing");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
