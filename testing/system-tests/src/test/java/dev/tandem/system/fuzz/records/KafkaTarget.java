package dev.tandem.system.fuzz.records;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka, as a client sees it that may write anything. */
public final class KafkaTarget implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    public KafkaTarget(int port) {
        var broker = "localhost:" + port;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4_000_000,
                        ProducerConfig.LINGER_MS_CONFIG, 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker));
    }

    /** Sends the records, and returns where Kafka has stored them. */
    public List<Sent> send(List<RecordCase> records) {
        var acknowledged = new ArrayList<Future<RecordMetadata>>();
        records.forEach(record -> acknowledged.add(producer.send(record.toRecord())));
        var sent = new ArrayList<Sent>();
        for (var i = 0; i < records.size(); i++) {
            var where = get(acknowledged.get(i));
            sent.add(new Sent(records.get(i), "%s-%d@%d".formatted(where.topic(), where.partition(), where.offset())));
        }
        return sent;
    }

    /** The lag of each consumer, in records. */
    public Map<Consumer, Long> lags() {
        var lags = new HashMap<Consumer, Long>();
        Consumer.ALL.forEach(consumer -> lags.put(consumer, lag(consumer)));
        return lags;
    }

    private long lag(Consumer consumer) {
        var topic = get(admin.describeTopics(List.of(consumer.topic()))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture());
        var latest = requireNonNull(topic.get(consumer.topic())).partitions().stream()
                .map(partition -> new TopicPartition(consumer.topic(), partition.partition()))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var ends = get(admin.listOffsets(latest).all().toCompletionStage().toCompletableFuture());
        var committed = get(admin.listConsumerGroupOffsets(consumer.group())
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    var at = committed.get(end.getKey());
                    return end.getValue().offset() - (at == null ? 0 : at.offset());
                })
                .sum();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
