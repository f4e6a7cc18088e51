package dev.tandem.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

abstract class OrderService extends RunningOrderService {

    @Autowired
    MeterRegistry meters;

    ResponseSpec post() {
        return order("tok_visa");
    }

    ResponseSpec post(String header, String value) {
        return order("tok_visa", Map.of(header, value));
    }

    /** The types of an order's messages on a topic, once the outbox is empty. */
    List<String> typesOf(String topic, UUID orderId) {
        await().until(() -> backlog.outgoing().messages() == 0);
        try (var consumer = consumers.createConsumer("reader-" + UUID.randomUUID(), "reader")) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var types = new ArrayList<String>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                    if (message.key().equals(orderId.toString())) {
                        types.add(new String(
                                message.headers().lastHeader("ce_type").value(), UTF_8));
                    }
                });
            }
            return types;
        }
    }
}
