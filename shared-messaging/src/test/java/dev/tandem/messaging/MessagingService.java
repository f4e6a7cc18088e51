package dev.tandem.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.database.AfterCommit;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = MessagingService.Application.class,
        properties = {
            "spring.application.name=messaging-test",
            "tandem.messaging.poll-interval=20ms",
            "tandem.messaging.max-back-off=200ms",
            "spring.kafka.producer.properties.max.in.flight.requests.per.connection=5",
            "logging.level.root=warn"
        })
@RealInfrastructure
abstract class MessagingService {

    static final String TOPIC = "inventory.events";
    static final SdkTracerProvider OTEL = SdkTracerProvider.builder().build();

    @Autowired
    Outbox outbox;

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Backlog backlog;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Tracer tracer;

    @Autowired
    RecordingHandler handler;

    @Autowired
    ProducerFactory<?, ?> producers;

    @Autowired
    ConsumerFactory<?, ?> consumers;

    static Inbox.Receipt message() {
        return new Inbox.Receipt(UUID.randomUUID().toString(), Instant.now());
    }

    static StockReserved reserved(UUID order, int quantity) {
        return new StockReserved(order, List.of(new ReservationLine("MUG-BLUE", quantity)));
    }

    static String json(UUID order, int quantity) {
        return """
            {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": %d}]}\
            """.formatted(order, quantity);
    }

    void send(UUID order, String id, String type, String json) {
        var message = new ProducerRecord<>(TOPIC, order.toString(), json.getBytes(UTF_8));
        message.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_type", type.getBytes(UTF_8));
        template().send(message).join();
    }

    @SuppressWarnings("unchecked")
    KafkaTemplate<String, byte[]> template() {
        return new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers);
    }

    @SuppressWarnings("unchecked")
    ConsumerRecord<String, byte[]> readUntil(String topic, UUID key) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                ((ConsumerFactory<String, byte[]>) consumers).createConsumer("reader-" + UUID.randomUUID(), "reader")) {
            consumer.subscribe(List.of(topic));
            await().until(() -> {
                consumer.poll(java.time.Duration.ofMillis(100)).forEach(message -> {
                    if (message.key().equals(key.toString())) {
                        found.add(message);
                    }
                });
                return !found.isEmpty();
            });
        }
        return found.getFirst();
    }

    static Map<String, String> headersOf(ConsumerRecord<String, byte[]> message) {
        var headers = new java.util.HashMap<String, String>();
        message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    /** Records the messages that arrive, and fails on request. */
    static class RecordingHandler implements MessageHandler<InventoryEvent> {

        private final Map<UUID, List<InventoryEvent>> messages = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();
        private final Map<UUID, String> traces = new ConcurrentHashMap<>();
        private final Map<UUID, String> correlations = new ConcurrentHashMap<>();
        private final Tracer tracer;

        RecordingHandler(Tracer tracer) {
            this.tracer = tracer;
        }

        void failTimes(UUID order, int times) {
            failures.put(order, times);
        }

        List<InventoryEvent> messagesOf(UUID order) {
            return messages.getOrDefault(order, Collections.emptyList());
        }

        List<Integer> quantitiesOf(UUID order) {
            return messagesOf(order).stream()
                    .map(message -> ((StockReserved) message).lines().getFirst().quantity())
                    .toList();
        }

        @Nullable
        String traceOf(UUID order) {
            return traces.get(order);
        }

        @Nullable
        String correlationOf(UUID order) {
            return correlations.get(order);
        }

        @Override
        public void handle(InventoryEvent message) {
            traces.put(
                    message.orderId(),
                    requireNonNull(tracer.currentSpan()).context().traceId());
            correlations.put(message.orderId(), String.valueOf(MDC.get("correlationId")));
            var left = failures.merge(message.orderId(), 0, (old, _) -> old - 1);
            if (left > 0) {
                throw new IllegalStateException("cannot do it now");
            }
            AfterCommit.run(() -> messages.computeIfAbsent(message.orderId(), _ -> new CopyOnWriteArrayList<>())
                    .add(message));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RecordingHandler recordingHandler(Tracer tracer) {
            return new RecordingHandler(tracer);
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        OtelTracer tracer() {
            return new OtelTracer(OTEL.get("test"), new OtelCurrentTraceContext(), _ -> {});
        }

        @Bean
        OtelPropagator propagator() {
            var format = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
            return new OtelPropagator(format, OTEL.get("test"));
        }
    }
}
