package dev.tandem.benchmark.orders.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;

/** The topic of confirmations: sent after the commit, consumed in the order of arrival, with no protection against loss. */
final class Confirmations {

    static final String TOPIC = "naive.confirmed";

    private static final JsonMapper JSON = new JsonMapper();

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    Confirmations(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends a confirmation, and waits until Kafka has it. */
    void send(Confirmation confirmation) throws Exception {
        var key = confirmation.orderId().toString().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(TOPIC, key, JSON.writeValueAsBytes(confirmation)))
                .get();
    }

    /** The work of a consumer on a confirmation. */
    interface Handler {

        void handle(Confirmation confirmation) throws Exception;
    }

    /** Has a group of one consumer handle all confirmations, on a thread of its own. */
    void consume(String group, Handler handler) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers, "group.id", group, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(TOPIC));
        Thread.ofPlatform().daemon().name(group).start(() -> {
            while (true) {
                for (var message : consumer.poll(Duration.ofSeconds(1))) {
                    handle(handler, JSON.readValue(message.value(), Confirmation.class));
                }
            }
        });
    }

    private static void handle(Handler handler, Confirmation confirmation) {
        try {
            handler.handle(confirmation);
        } catch (Exception lost) {
            System.err.println("lost: " + lost);
        }
    }
}
