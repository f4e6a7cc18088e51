package dev.tandem.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this service publishes and consumes messages.
 *
 * @param pollInterval how long the relay rests when it finds nothing, and up to ten times as long when it has found
 *     nothing for a minute. A commit in the same process ends this rest, so only a message that another instance has
 *     written waits that long
 * @param batchSize how many messages the relay reads at a time; three times as many may be in flight
 * @param batchBytes how much payload the relay reads at a time; a larger message is read alone. The relay holds up to
 *     four times this amount in the heap, and the producer up to four times as well
 * @param lanes how many parts of the outbox are relayed in parallel, by hash of the subject, each on a connection that
 *     it keeps. One lane is enough for more than 100,000 messages a second. Change it only while the outbox is empty;
 *     otherwise a subject's messages may overtake each other
 * @param lease how long a lane stays with an instance that has died or does not answer; the same for all instances
 * @param rowsPerPartition how large each of the eight partitions of the outbox is; takes effect only when the table is
 *     created
 * @param concurrency over how many threads each handler's messages are spread, by partition
 * @param maxAttempts how many times a message is handed to its handler before it becomes a dead letter
 * @param maxBackOff the longest pause between two attempts
 * @param replaysPerSecond the maximum rate at which replayed dead letters are handled
 * @param topics how the topics are replicated
 * @param validation how messages are checked before they are sent; every incoming message is checked
 */
@ConfigurationProperties("tandem.messaging")
public record MessagingSettings(
        @DefaultValue("10ms") Duration pollInterval,
        @DefaultValue("5000") int batchSize,
        @DefaultValue("4MB") DataSize batchBytes,
        @DefaultValue("1") int lanes,
        @DefaultValue("1200ms") Duration lease,
        @DefaultValue("250000") int rowsPerPartition,
        @DefaultValue("1") int concurrency,
        @DefaultValue("10") int maxAttempts,
        @DefaultValue("2s") Duration maxBackOff,
        @DefaultValue("50") int replaysPerSecond,
        @DefaultValue Topics topics,
        @DefaultValue Validation validation) {

    /**
     * How Kafka replicates the messages. A message is committed when {@code minInSyncReplicas} brokers have it, so it
     * survives the loss of all of them but one.
     *
     * @param replicas how many brokers keep each message; 3 wherever messages may not be lost, and 1 for a single
     *     broker. A service does not start if an existing topic has fewer
     * @param minInSyncReplicas how many of these have to have a message before it counts as published; 2 of 3 lets one
     *     broker be away. At most as many as there are replicas
     */
    public record Topics(
            @DefaultValue("1") int replicas,
            @DefaultValue("1") int minInSyncReplicas) {

        public Topics {
            require(replicas > 0 && replicas <= Short.MAX_VALUE, "topics.replicas must be at least 1");
            require(
                    minInSyncReplicas > 0 && minInSyncReplicas <= replicas,
                    "topics.min-in-sync-replicas must be from 1 to topics.replicas");
        }
    }

    /**
     * How messages are checked against their schema before they are sent.
     *
     * @param share the share of the messages that is checked, chosen at random: 0 for none, 1 for all
     * @param refuse whether a message that violates its schema fails its transaction, as it should wherever software is
     *     tested; otherwise it is counted, logged as an error, and sent
     */
    public record Validation(
            @DefaultValue("0.01") double share,
            @DefaultValue("false") boolean refuse) {

        public Validation {
            require(share >= 0 && share <= 1, "validation.share must be from 0 to 1");
        }
    }

    public MessagingSettings {
        require(pollInterval.toMillis() > 0, "poll-interval must be at least 1ms");
        require(batchSize > 0, "batch-size must be at least 1");
        require(batchBytes.toBytes() > 0, "batch-bytes must be at least 1B");
        require(lanes > 0, "lanes must be at least 1");
        require(lease.toMillis() >= 100, "lease must be at least 100ms");
        require(rowsPerPartition > 0, "rows-per-partition must be at least 1");
        require(concurrency > 0, "concurrency must be at least 1");
        require(maxAttempts > 0, "max-attempts must be at least 1");
        require(maxBackOff.isPositive(), "max-back-off must be positive");
        require(replaysPerSecond > 0, "replays-per-second must be at least 1");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("tandem.messaging." + message);
        }
    }
}
