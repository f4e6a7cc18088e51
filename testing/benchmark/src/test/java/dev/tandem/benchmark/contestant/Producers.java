package dev.tandem.benchmark.contestant;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The Kafka producer of all relays except ours. It has the settings of our producer, but five requests in flight.
 */
final class Producers {

    private Producers() {}

    static Producer<String, byte[]> create(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0,
                        "batch.size",
                        128 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
