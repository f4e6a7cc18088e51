package dev.tandem.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Notices messages that Kafka has deleted before this consumer handled them: a consumer that was away for longer than
 * the topic keeps its messages goes on at the oldest one that is left.
 */
final class DeletedMessages implements ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(DeletedMessages.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String consumer;
    private final MeterRegistry meters;

    DeletedMessages(String consumer, MeterRegistry meters) {
        this.consumer = consumer;
        this.meters = meters;
        count(0); // so that the metric exists before it is needed
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        try {
            var committed = kafka.committed(Set.copyOf(partitions), PATIENCE);
            kafka.beginningOffsets(partitions, PATIENCE).forEach((partition, beginning) -> {
                var handled = committed.get(partition);
                if (handled != null && handled.offset() < beginning) {
                    note(partition, handled.offset(), beginning);
                    // Otherwise the next assignment would count the same messages again.
                    kafka.commitSync(Map.of(partition, new OffsetAndMetadata(beginning)), PATIENCE);
                }
            });
        } catch (KafkaException unavailable) {
            log.debug("cannot look for deleted messages of {}: {}", consumer, unavailable.toString());
        }
    }

    private void note(TopicPartition partition, long handled, long beginning) {
        log.warn(
                "Kafka has deleted {} messages of {} from offset {} on before this service handled them",
                beginning - handled,
                partition,
                handled);
        count(beginning - handled);
    }

    private void count(long deleted) {
        meters.counter("tandem.consumer.deleted", "consumer", consumer).increment((double) deleted);
    }
}
