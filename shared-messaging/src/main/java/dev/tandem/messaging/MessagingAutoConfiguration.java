package dev.tandem.messaging;

import static java.util.Map.entry;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Channels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.support.TransactionOperations;

/** Gives a service its {@link Outbox}, its {@link Inbox}, and a listener for each of its {@link MessageHandler}s. */
@AutoConfiguration(
        after = {KafkaAutoConfiguration.class, JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class})
@EnableConfigurationProperties(MessagingSettings.class)
class MessagingAutoConfiguration {

    static final Map<String, Object> PRODUCER = Map.ofEntries(
            entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
            entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
            entry(ProducerConfig.ACKS_CONFIG, "all"),
            entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            // Idempotence alone does not keep the order: a partition that does not know a producer yet takes its second
            // batch if the first one fails (KAFKA-14359), and each term of a relay is a new producer.
            entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
            // The relay sends whole chunks, so batches fill without waiting for more.
            entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
            // What a broker does not take for so long (two minutes by default) is begun again by a new producer.
            entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
            entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000));

    private final MessagingSettings settings;
    private final String service;

    MessagingAutoConfiguration(MessagingSettings settings, @Value("${spring.application.name}") String service) {
        this.settings = settings;
        this.service = service;
    }

    @Bean
    static DefaultKafkaProducerFactoryCustomizer messageProducer() {
        return factory -> factory.updateConfigs(PRODUCER);
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
                // Bounds in bytes, with a record that is larger coming alone: what one partition gives in a fetch (the
                // largest record that a broker takes by default), and all together. The consumer of each topic holds
                // one fetch in hand and one in reserve for each broker, so twice as much; the default is 50 MB.
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1024 * 1024,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                4 * 1024 * 1024,
                // The partitions of an instance that was killed wait so long for another; the default is 45 seconds.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000));
    }

    @Bean
    MessagingSchema messagingSchema() {
        return new MessagingSchema(settings);
    }

    @Bean
    MessageJson messageJson() {
        return new MessageJson();
    }

    @Bean
    MessagingRehearsal messagingRehearsal(MessageJson json, Inbox inbox) {
        return new MessagingRehearsal(json, inbox);
    }

    @Bean
    MessageContext messageContext(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new MessageContext(
                tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    Lanes lanes() {
        return new Lanes(settings.lanes());
    }

    @Bean
    Outbox outbox(
            JdbcClient jdbc,
            MessageJson json,
            ObjectProvider<PendingChanges> pending,
            MessageContext context,
            Lanes lanes,
            OutboxRelay relay,
            ObjectProvider<MeterRegistry> meters) {
        var check = new OutgoingValidation(json, settings.validation(), meters.getIfAvailable(SimpleMeterRegistry::new));
        return new JdbcOutbox(jdbc, json, check, pending.getIfAvailable(() -> () -> {}), context, lanes, relay::wake);
    }

    /** A producer for each time that a lane is led, since the first failure is the end of both. */
    @Bean
    OutboxRelay outboxRelay(DataSource dataSource, ProducerFactory<?, ?> kafka) {
        Supplier<Producer<String, byte[]>> producers = () -> new KafkaProducer<>(kafka.getConfigurationProperties());
        return new OutboxRelay(
                settings.lanes(), lane -> new LaneRelay(dataSource, producers, settings, "/" + service, lane));
    }

    @Bean
    Inbox inbox(JdbcClient jdbc, TransactionOperations transactions) {
        return new JdbcInbox(jdbc, transactions);
    }

    @Bean
    JdbcDeadLetters deadLetters(JdbcClient jdbc, Inbox inbox, TransactionOperations transactions) {
        return new JdbcDeadLetters(jdbc, inbox, transactions);
    }

    @Bean
    Topics topics(KafkaAdmin admin) {
        return new Topics(
                admin,
                Channels.ALL.stream()
                        .map(messages -> messages.getAnnotation(Channel.class))
                        .map(channel -> Topics.topic(channel.value(), channel.partitions(), channel.retentionDays()))
                        .toList());
    }

    /** What each handler of this service does with what arrives. */
    record Incoming(List<IncomingMessages<?>> consumers) {}

    @Bean
    Incoming incoming(
            ObjectProvider<MessageHandler<?>> handlers,
            Inbox inbox,
            JdbcDeadLetters deadLetters,
            MessageJson json,
            MessageContext context,
            ObjectProvider<PendingChanges> pending,
            DataSource dataSource,
            JdbcClient jdbc,
            ObjectProvider<MeterRegistry> meters) {
        var consumers = new HashSet<String>();
        return new Incoming(handlers.orderedStream()
                .<IncomingMessages<?>>map(handler -> new IncomingMessages<>(
                        Subscription.of(handler),
                        inbox,
                        deadLetters,
                        json,
                        context,
                        pending.getIfAvailable(() -> () -> {}),
                        new DatabaseCheck(dataSource),
                        new LockTimeouts(jdbc),
                        meters.getIfAvailable(SimpleMeterRegistry::new)))
                .peek(messages -> {
                    if (!consumers.add(messages.consumer())) {
                        throw new IllegalStateException("two handlers for " + messages.consumer() + ": make them one");
                    }
                })
                .toList());
    }

    @Bean
    @SuppressWarnings("unchecked") // the deserializers are set above
    MessageListeners messageListeners(ConsumerFactory<?, ?> kafka, Incoming incoming, JdbcDeadLetters deadLetters) {
        return new MessageListeners(
                (ConsumerFactory<String, byte[]>) kafka,
                incoming.consumers(),
                ConsumerErrors.handler(deadLetters, settings),
                settings,
                service);
    }

    @Bean
    Redelivery redelivery(
            JdbcDeadLetters deadLetters, Incoming incoming, TransactionOperations transactions, DataSource dataSource) {
        return new Redelivery(deadLetters, incoming.consumers(), transactions, new DatabaseCheck(dataSource), settings);
    }

    @Bean
    MeasuredBacklog backlog(JdbcClient jdbc, KafkaAdmin admin) {
        return new MeasuredBacklog(jdbc, () -> Admin.create(admin.getConfigurationProperties()));
    }

    @Bean
    MessagingMetrics messagingMetrics(Backlog backlog, DeadLetters deadLetters, Incoming incoming) {
        var topics = incoming.consumers().stream().map(IncomingMessages::topic).toList();
        return new MessagingMetrics(backlog, deadLetters, topics, service);
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

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class WithActuator {

        @Bean
        DeadLetterEndpoint deadLetterEndpoint(DeadLetters deadLetters) {
            return new DeadLetterEndpoint(deadLetters);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class WithWeb {

        @Bean
        CorrelationId correlationId() {
            return new CorrelationId();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(RestClientCustomizer.class)
    static class WithRestClient {

        @Bean
        RestClientCustomizer passOnCorrelationId(CorrelationId correlationId) {
            return builder -> builder.requestInterceptor(correlationId);
        }
    }
}
