package dev.tandem.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Notices messages that Kafka has deleted before this consumer handled them. A consumer that was away, or behind, for
 * longer than the topic keeps its messages goes on at the oldest one that is left.
 */
final class DeletedMessages implements ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(DeletedMessages.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String consumer;
    private final MeterRegistry meters;

    /** The offset behind the last record of each partition. */
    private final Map<TopicPartition, Long> expected = new ConcurrentHashMap<>();

    DeletedMessages(String consumer, MeterRegistry meters) {
        this.consumer = consumer;
        this.meters = meters;
        count(0); // so that the metric exists before it is needed
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        expected.keySet().removeAll(partitions);
        try {
            kafka.committed(Set.copyOf(partitions), PATIENCE).forEach((partition, handled) -> {
                if (handled == null) {
                    warnOfUnknownOffset(partition, kafka);
                } else {
                    skipDeleted(partition, handled, kafka);
                }
            });
        } catch (KafkaException unavailable) {
            log.warn("cannot find out whether {} has missed messages: {}", consumer, unavailable.toString());
        }
    }

    /** Kafka forgets the offsets of a consumer that is away for longer than {@code offsets.retention.minutes}. */
    private void warnOfUnknownOffset(TopicPartition partition, Consumer<?, ?> kafka) {
        var oldest = oldest(partition, kafka);
        if (oldest > 0) {
            log.warn(
                    "Kafka knows no offset of this service in {}, which begins at offset {}: if the service has handled"
                            + " messages before, it may have missed some that Kafka has deleted",
                    partition,
                    oldest);
        }
    }

    /** Otherwise the next assignment would count the same messages again. */
    private void skipDeleted(TopicPartition partition, OffsetAndMetadata handled, Consumer<?, ?> kafka) {
        var beginning = oldest(partition, kafka);
        noteDeleted(partition, handled.offset(), beginning);
        if (beginning > handled.offset()) {
            kafka.commitSync(Map.of(partition, new OffsetAndMetadata(beginning)), PATIENCE);
        }
    }

    /** Looks for a gap in front of the records of a poll. */
    void check(List<? extends ConsumerRecord<?, ?>> records, Consumer<?, ?> kafka) {
        for (var message : records) {
            var partition = new TopicPartition(message.topic(), message.partition());
            var next = expected.put(partition, message.offset() + 1);
            if (next != null && next < message.offset()) {
                lookForGap(partition, next, message.offset(), kafka);
            }
        }
    }

    /** Kafka may have deleted messages since the poll, too: only those before the polled one are missing. */
    private void lookForGap(TopicPartition partition, long next, long polled, Consumer<?, ?> kafka) {
        try {
            noteDeleted(partition, next, Math.min(oldest(partition, kafka), polled));
        } catch (KafkaException unavailable) {
            log.debug("cannot look for deleted messages of {}: {}", consumer, unavailable.toString());
        }
    }

    /** Counts the messages that were deleted from an offset on. */
    private void noteDeleted(TopicPartition partition, long next, long oldest) {
        if (oldest > next) {
            log.warn(
                    "Kafka has deleted {} messages of {} from offset {} on before this service handled them",
                    oldest - next,
                    partition,
                    next);
            count(oldest - next);
        }
    }

    private static long oldest(TopicPartition partition, Consumer<?, ?> kafka) {
        return kafka.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    }

    private void count(long deleted) {
        meters.counter("tandem.consumer.deleted", "consumer", consumer).increment((double) deleted);
    }
}
