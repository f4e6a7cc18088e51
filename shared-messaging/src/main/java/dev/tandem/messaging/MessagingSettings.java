package dev.tandem.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this service publishes and consumes messages.
 *
 * @param pollInterval how long the relay rests before it looks for messages of other instances, and up to ten times as
 *     long when it has found none for a minute. A commit in the same process ends this rest
 * @param batchSize how many messages the relay reads at a time; three times as many may be in flight
 * @param batchBytes how much payload the relay reads at a time; a larger message is read alone. The relay and the
 *     producer each hold up to four times this amount in the heap
 * @param lanes into how many parts (lanes) the outbox is divided, by the hash of the subject. The lanes are relayed in
 *     parallel, and each keeps its own connection. One lane is enough for more than 100,000 messages a second. Change
 *     it only while the outbox is empty; otherwise a subject's messages may overtake each other
 * @param lease how long a lane stays with an instance that has died; all instances must have the
 *     same value
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
     * survives the loss of all of them but one. With -1, the broker decides: by its {@code default.replication.factor}
     * and its {@code min.insync.replicas}.
     *
     * @param replicas how many brokers keep each message; 3 wherever messages must not be lost, and 1 for a single
     *     broker. A service does not start if an existing topic has fewer
     * @param minInSyncReplicas how many replicas must have a message before it counts as published; with 2 of 3, one
     *     broker can be down. A topic that demands more keeps its own value
     */
    public record Topics(
            @DefaultValue("-1") int replicas,
            @DefaultValue("-1") int minInSyncReplicas) {

        public static final int OF_THE_BROKER = -1;

        public Topics {
            require(isCount(replicas) && replicas <= Short.MAX_VALUE, "topics.replicas must be at least 1, or -1");
            require(
                    isCount(minInSyncReplicas) && (replicas == OF_THE_BROKER || minInSyncReplicas <= replicas),
                    "topics.min-in-sync-replicas must be from 1 to topics.replicas, or -1");
        }

        private static boolean isCount(int setting) {
            return setting > 0 || setting == OF_THE_BROKER;
        }
    }

    /**
     * How messages are checked against their schema before they are sent.
     *
     * @param share the share of the messages that is checked, chosen at random: 0 for none, 1 for all
     * @param refuse whether a message that violates its schema fails its transaction; set it to true wherever software
     *     is tested. If it is false, the message is counted, logged as an error, and sent
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
