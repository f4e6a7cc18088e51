package dev.tandem.messaging.inbox;

import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.deadletter.ReadyLetters;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.messaging.wire.Retention;
import dev.tandem.messaging.worker.DatabaseCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.transaction.support.TransactionOperations;

/** Provides the {@link Inbox} of a service, and a listener for each of its {@link MessageHandler}s. */
@AutoConfiguration
class InboxAutoConfiguration {

    private final MessagingSettings settings;

    InboxAutoConfiguration(MessagingSettings settings) {
        this.settings = settings;
    }

    @Bean
    static DefaultKafkaConsumerFactoryCustomizer messageConsumer() {
        return factory -> factory.updateConfigs(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                // A service that is new to a topic starts with the oldest message that the topic still holds.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // Limits in bytes, where a larger record is fetched alone: for one partition in a fetch (the largest
                // record that a broker accepts by default), and for all partitions together. The consumer of each topic
                // holds one fetch in hand and one in reserve for each broker, so twice as much; the default is 50 MB.
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1024 * 1024,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                4 * 1024 * 1024,
                // How long the partitions of a killed instance wait before another one takes over; the default is 45
                // seconds.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000));
    }

    @Bean
    Inbox inbox(JdbcClient jdbc, TransactionOperations transactions) {
        return new JdbcInbox(jdbc, transactions);
    }

    @Bean
    InboxSweep inboxSweep(Retention retention) {
        return new InboxSweep(retention);
    }

    @Bean
    TopicIds topicIds(KafkaAdmin admin) {
        return new TopicIds(() -> Admin.create(admin.getConfigurationProperties()));
    }

    @Bean
    Consumers consumers(
            ObjectProvider<MessageHandler<?>> handlers,
            Inbox inbox,
            DeadLetterStore deadLetters,
            TopicIds topicIds,
            MessageJson json,
            MessageContext context,
            TransactionOperations transactions,
            DataSource dataSource,
            JdbcClient jdbc,
            ObjectProvider<MeterRegistry> meters) {
        return new Consumers(handlers.orderedStream()
                .<IncomingMessages<?>>map(handler -> new IncomingMessages<>(
                        Subscription.of(handler),
                        inbox,
                        deadLetters,
                        topicIds::of,
                        json::read,
                        context,
                        transactions,
                        new DatabaseCheck(dataSource),
                        LockTimeouts.of(jdbc),
                        meters.getIfAvailable(SimpleMeterRegistry::new)))
                .toList());
    }

    @Bean
    @SuppressWarnings("unchecked") // messageConsumer sets the deserializers
    MessageListeners messageListeners(
            ConsumerFactory<?, ?> kafka,
            Consumers consumers,
            DeadLetterStore deadLetters,
            TopicIds topicIds,
            ObjectProvider<MeterRegistry> meters,
            @Value("${spring.application.name}") String service) {
        return new MessageListeners(
                (ConsumerFactory<String, byte[]>) kafka,
                consumers.all(),
                ConsumerErrors.handler(deadLetters, topicIds, settings),
                settings,
                meters.getIfAvailable(SimpleMeterRegistry::new),
                service);
    }

    @Bean
    Redelivery redelivery(
            DeadLetterStore deadLetters,
            ReadyLetters ready,
            Consumers consumers,
            TransactionOperations transactions,
            DataSource dataSource) {
        return new Redelivery(
                deadLetters, ready, consumers.all(), transactions, new DatabaseCheck(dataSource), settings);
    }
}
