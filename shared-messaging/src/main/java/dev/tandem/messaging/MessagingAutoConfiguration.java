package dev.tandem.messaging;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Channels;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.backoff.ExponentialBackOff;

/** Gives a service its {@link Outbox}, its {@link Inbox}, and a listener for each of its {@link MessageHandler}s. */
@AutoConfiguration(
        after = {KafkaAutoConfiguration.class, JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class})
@EnableConfigurationProperties(MessagingSettings.class)
class MessagingAutoConfiguration {

    private final String service;

    MessagingAutoConfiguration(@Value("${spring.application.name}") String service) {
        this.service = service;
    }

    @Bean
    static DefaultKafkaProducerFactoryCustomizer messageProducer() {
        return factory -> factory.updateConfigs(Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true));
    }

    @Bean
    static DefaultKafkaConsumerFactoryCustomizer messageConsumer() {
        return factory -> factory.updateConfigs(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                // A service that is new to a topic starts with the oldest message that is still there.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // The partitions of an instance that was killed wait so long for another; the default is 45 seconds.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000));
    }

    @Bean
    static MessagingSchema messagingSchema() {
        return new MessagingSchema();
    }

    @Bean
    MessageJson messageJson() {
        return new MessageJson();
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, MessageJson json, ObjectProvider<PendingChanges> pending, OutboxRelay relay) {
        return new JdbcOutbox(jdbc, json, pending.getIfAvailable(() -> () -> {}), relay::wake);
    }

    @Bean
    OutboxRelay outboxRelay(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ProducerFactory<?, ?> kafka,
            MessagingSettings settings) {
        return new OutboxRelay(jdbc, transactions, template(kafka), settings, "/" + service);
    }

    @Bean
    Inbox inbox(JdbcClient jdbc, TransactionOperations transactions) {
        return new JdbcInbox(jdbc, transactions);
    }

    @Bean
    Topics topics(KafkaAdmin admin, ObjectProvider<MessageHandler<?>> handlers) {
        var topics = Channels.ALL.stream()
                .map(messages -> messages.getAnnotation(Channel.class))
                .map(channel -> Topics.topic(channel.value(), channel.partitions(), channel.retentionDays()));
        var deadLetters = subscriptions(handlers).stream()
                .map(subscription -> subscription.messages().channel())
                .map(channel -> Topics.topic(deadLetterTopic(channel.value()), 1, channel.retentionDays()));
        return new Topics(admin, Stream.concat(topics, deadLetters).toList());
    }

    @Bean
    @SuppressWarnings("unchecked") // the serializers are set above
    MessageListeners messageListeners(
            ConsumerFactory<?, ?> consumers,
            ProducerFactory<?, ?> kafka,
            Inbox inbox,
            MessageJson json,
            MessagingSettings settings,
            ObjectProvider<MessageHandler<?>> handlers) {
        return new MessageListeners(
                (ConsumerFactory<String, byte[]>) consumers,
                inbox,
                json,
                errorHandler(template(kafka), settings),
                settings,
                service,
                subscriptions(handlers));
    }

    private static List<Subscription<?>> subscriptions(ObjectProvider<MessageHandler<?>> handlers) {
        var consumers = new HashSet<String>();
        return handlers.orderedStream()
                .<Subscription<?>>map(Subscription::of)
                .peek(subscription -> {
                    if (!consumers.add(subscription.consumer())) {
                        throw new IllegalStateException(
                                "two handlers for " + subscription.consumer() + ": make them one");
                    }
                })
                .toList();
    }

    /** What cannot be read goes to the dead letters; what cannot be done is tried again, in its place, until it can. */
    private CommonErrorHandler errorHandler(KafkaTemplate<String, byte[]> kafka, MessagingSettings settings) {
        var deadLetters = new DeadLetterPublishingRecoverer(
                kafka, (unreadable, _) -> new TopicPartition(deadLetterTopic(unreadable.topic()), -1));
        var backOff = new ExponentialBackOff(100, 2);
        backOff.setMaxInterval(settings.maxBackOff().toMillis());
        var handler = new DefaultErrorHandler(deadLetters, backOff);
        handler.addNotRetryableExceptions(UndecodableMessageException.class);
        return handler;
    }

    private String deadLetterTopic(String topic) {
        return topic + "." + service + ".dlt";
    }

    @SuppressWarnings("unchecked") // the serializers are set above
    private static KafkaTemplate<String, byte[]> template(ProducerFactory<?, ?> kafka) {
        return new KafkaTemplate<>((ProducerFactory<String, byte[]>) kafka);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({EntityManagerFactory.class, EntityManagerFactoryUtils.class})
    static class WithJpa {

        @Bean
        PendingChanges pendingChanges(EntityManagerFactory entityManagers) {
            return () -> {
                var entityManager = EntityManagerFactoryUtils.getTransactionalEntityManager(entityManagers);
                if (entityManager != null) {
                    entityManager.flush();
                }
            };
        }
    }
}
