package dev.tandem.benchmark.orders.cost;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The records in all topics, except those in which Kafka itself keeps the offsets of consumers. */
final class KafkaCounters implements Counters {

    private final Admin admin;

    KafkaCounters(int port) {
        this.admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port));
    }

    @Override
    public void addTo(Map<String, Double> counters) throws Exception {
        var topics = admin.describeTopics(admin.listTopics().names().get())
                .allTopicNames()
                .get();
        var ends = topics.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        var records = admin.listOffsets(ends).all().get().values().stream()
                .mapToDouble(end -> end.offset())
                .sum();
        counters.put("Kafka records", records);
    }

    @Override
    public void close() {
        admin.close();
    }
}
