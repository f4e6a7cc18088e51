package dev.tandem.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The content of Kafka, as any client can read it. */
public final class KafkaLog {

    private final int port;

    public KafkaLog(int port) {
        this.port = port;
    }

    /** All messages that were ever published to a topic. */
    public List<ConsumerRecord<String, String>> messages(String topic) {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .collect(toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readToTheEnd(consumer);
        }
    }

    /**
     * The types of a topic's messages by key, in order. A repeated message counts once, and a record that is not a
     * message does not count.
     */
    Map<String, List<String>> typesByKey(String topic) {
        var types = new TreeMap<String, List<String>>();
        var seen = new HashSet<String>();
        for (var message : messages(topic)) {
            if (isMessage(message) && seen.add(header(message, "ce_id") + header(message, "ce_type"))) {
                types.computeIfAbsent(message.key(), _ -> new ArrayList<>()).add(header(message, "ce_type"));
            }
        }
        return types;
    }

    private KafkaConsumer<String, String> consumer() {
        var settings = Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + port);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static List<ConsumerRecord<String, String>> readToTheEnd(KafkaConsumer<String, String> consumer) {
        var messages = new ArrayList<ConsumerRecord<String, String>>();
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofSeconds(1)).forEach(messages::add);
        }
        return messages;
    }

    private static boolean isMessage(ConsumerRecord<String, ?> message) {
        return message.key() != null
                && message.headers().lastHeader("ce_id") != null
                && message.headers().lastHeader("ce_type") != null;
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }
}
