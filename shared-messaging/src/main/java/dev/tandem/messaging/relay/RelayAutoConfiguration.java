package dev.tandem.messaging.relay;

import static java.util.Map.entry;

import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.lane.LeaseKeeper;
import dev.tandem.messaging.outbox.Lanes;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Runs the relay. */
@AutoConfiguration
class RelayAutoConfiguration {

    /** The settings of a relay's producer; they override those of the service. */
    static final Map<String, Object> PRODUCER = Map.ofEntries(
            entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
            entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
            entry(ProducerConfig.ACKS_CONFIG, "all"),
            entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            // Idempotence alone does not keep the order: a partition that does not know a producer yet accepts its
            // second batch after the first one has failed (KAFKA-14359), and each term of a relay is a new producer.
            entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
            // The relay sends whole chunks, so batches fill without waiting for more.
            entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
            // A batch that no broker accepts for this long (two minutes by default) is started again by a new producer.
            entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
            entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000));

    @Bean
    static DefaultKafkaProducerFactoryCustomizer messageProducer() {
        return factory -> factory.updateConfigs(PRODUCER);
    }

    @Bean
    OutboxSweep outboxSweep() {
        return new OutboxSweep();
    }

    /** Each term of a leader has a producer of its own, since the first failure ends both. */
    @Bean
    OutboxRelay outboxRelay(
            DataSource database,
            ProducerFactory<?, ?> kafka,
            KafkaAdmin admin,
            Lanes lanes,
            MessagingSettings settings,
            @Value("${spring.application.name}") String service) {
        Supplier<Producer<String, byte[]>> producers = () -> new KafkaProducer<>(kafka.getConfigurationProperties());
        var leases = new LeaseKeeper(database, settings.lease());
        return new OutboxRelay(
                lanes.count(),
                lane -> new LaneRelay(
                        database,
                        producers,
                        settings,
                        "/" + service,
                        lane,
                        leases,
                        new UnavailableTopics(() -> Admin.create(admin.getConfigurationProperties()))),
                leases);
    }
}
