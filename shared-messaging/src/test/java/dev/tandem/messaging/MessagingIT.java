package dev.tandem.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = MessagingIT.Application.class,
        properties = {
            "spring.application.name=messaging-test",
            "tandem.messaging.poll-interval=20ms",
            "tandem.messaging.max-back-off=200ms",
            "spring.kafka.producer.properties.max.in.flight.requests.per.connection=5",
            "logging.level.root=warn"
        })
@RealInfrastructure
class MessagingIT {

    private static final String TOPIC = "inventory.events";
    private static final SdkTracerProvider OTEL = SdkTracerProvider.builder().build();

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

    @Nested
    class The_leader_of_the_first_lane {

        /** Half the slots away from today, so that only the old entry is in it. */
        private final int slot = Math.floorMod(LocalDate.now(ZoneOffset.UTC).toEpochDay() + 8, 16);

        @Test
        void sweeps_the_tables_of_all_rooms(@Autowired @Qualifier("outboxRelay") SmartLifecycle relay) {
            jdbc.sql("""
                    insert into messaging.inbox (consumer, message_id, slot, handled_on)
                    values ('old', 'old', ?, current_date - 20)""").param(slot).update();
            jdbc.sql("""
                    insert into messaging.dead_letters (consumer, origin, position, topic, headers, state, changed_at)
                    values ('old', 'old', 1, 'old', '{}', 'DISCARDED', now() - interval '40 days')""").update();

            relay.stop();
            relay.start();

            await().untilAsserted(
                            () -> assertThat(old("inbox") + old("dead_letters")).isZero());
        }

        private int old(String table) {
            return jdbc.sql("select count(*) from messaging." + table + " where consumer = 'old'")
                    .query(Integer.class)
                    .single();
        }
    }

    @Nested
    class The_outbox {

        @Test
        void demands_a_transaction() {
            assertThatThrownBy(() -> outbox.add(reserved(UUID.randomUUID(), 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
        }

        @Test
        void says_nothing_of_a_transaction_that_rolls_back() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(transaction -> {
                outbox.add(reserved(order, 1));
                transaction.setRollbackOnly();
            });
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 2)));

            await().until(() -> !handler.messagesOf(order).isEmpty());
            assertThat(handler.messagesOf(order)).containsExactly(reserved(order, 2));
        }

        @Test
        void keeps_the_order_of_each_subject() {
            var orders = IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID()).toList();
            for (var i = 1; i <= 40; i++) {
                var quantity = i;
                transactions.executeWithoutResult(_ -> orders.forEach(order -> outbox.add(reserved(order, quantity))));
            }

            orders.forEach(order -> await().untilAsserted(
                            () -> assertThat(handler.quantitiesOf(order)).hasSize(40)));
            assertThat(orders)
                    .allSatisfy(order -> assertThat(handler.quantitiesOf(order)).isSorted());
        }

        @Test
        void has_no_backlog_when_all_has_been_said() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 1)));

            await().until(() -> !handler.messagesOf(order).isEmpty());
            await().untilAsserted(
                            () -> assertThat(backlog.outgoing().messages()).isZero());
            assertThat(backlog.outgoing().age()).isZero();
        }

        @Test
        void refuses_what_violates_its_schema_in_every_test_with_real_infrastructure() {
            assertThatThrownBy(() -> transactions.executeWithoutResult(
                            _ -> outbox.add(new StockRejected(UUID.randomUUID(), Collections.singletonList(null)))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "inventory.stock-rejected.v1 violates its schema: /missingSkus/0: type (null found");
        }

        @Test
        void sends_cloud_events_in_binary_mode() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 3)));

            var message = readUntil(TOPIC, order);

            var schema = "/contracts/present/inventory.stock-reserved.v1.schema.json";
            assertThat(getClass().getResourceAsStream(schema))
                    .asString(UTF_8)
                    .contains("\"$id\": \"urn:tandem:contracts:inventory.stock-reserved.v1\"");
            assertThat(message.value()).asString(UTF_8).contains("\"orderId\":\"" + order + "\"");
            assertThat(headersOf(message))
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_type", "inventory.stock-reserved.v1")
                    .containsEntry("ce_source", "/messaging-test")
                    .containsEntry("ce_subject", order.toString())
                    .containsEntry("ce_dataschema", "urn:tandem:contracts:inventory.stock-reserved.v1")
                    .containsEntry("content-type", "application/json")
                    .containsKeys("ce_id", "ce_time");
        }
    }

    @Nested
    class The_producer {

        @Test
        void has_one_request_in_flight_whatever_a_service_sets() {
            assertThat(producers.getConfigurationProperties())
                    .as("with two, a partition that does not know the producer yet takes the second batch when the"
                            + " first one fails, and so changes the order: KAFKA-14359")
                    .containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        }
    }

    @Nested
    class What_a_message_is_part_of {

        @Test
        void travels_with_it_to_its_handler() {
            var order = UUID.randomUUID();
            var span = tracer.nextSpan().start();
            try (var _ = tracer.withSpan(span);
                    var _ = MDC.putCloseable("correlationId", "c-" + order)) {
                transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 1)));
            }

            await().until(() -> !handler.messagesOf(order).isEmpty());
            var trace = span.context().traceId();
            assertThat(handler.traceOf(order)).isEqualTo(trace);
            assertThat(handler.correlationOf(order)).isEqualTo("c-" + order);
            assertThat(headersOf(readUntil(TOPIC, order)))
                    .hasEntrySatisfying(
                            "traceparent",
                            parent -> assertThat(parent)
                                    .startsWith(
                                            "00-" + trace + "-" + span.context().spanId()))
                    .containsEntry("correlation-id", "c-" + order);
        }

        @Test
        void is_left_out_where_there_is_nothing() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 1)));

            assertThat(headersOf(readUntil(TOPIC, order))).doesNotContainKeys("traceparent", "correlation-id");
        }
    }

    @Nested
    class The_inbox {

        @Test
        void runs_the_work_of_a_message_once() {
            var runs = new ArrayList<String>();
            var id = message();

            assertThat(inbox.once("test", id, () -> runs.add("first"))).isTrue();
            assertThat(inbox.once("test", id, () -> runs.add("second"))).isFalse();

            assertThat(runs).containsExactly("first");
        }

        @Test
        void lets_each_consumer_do_its_own_work() {
            var runs = new ArrayList<String>();
            var id = message();

            inbox.once("one", id, () -> runs.add("one"));
            inbox.once("other", id, () -> runs.add("other"));

            assertThat(runs).containsExactly("one", "other");
        }

        @Test
        void forgets_a_message_whose_work_has_failed() {
            var id = message();

            assertThatThrownBy(() -> inbox.once("test", id, () -> {
                        throw new IllegalStateException("no luck");
                    }))
                    .hasMessage("no luck");

            assertThat(inbox.once("test", id, () -> {})).isTrue();
        }
    }

    @Nested
    class A_batch {

        @Test
        void is_remembered_at_once_and_says_what_is_new() {
            var known = message();
            var fresh = message();
            inbox.once("batch", known, () -> {});

            var news = transactions.execute(_ -> inbox.remember("batch", List.of(fresh, known, fresh)));

            assertThat(news).containsExactly(fresh.id());
        }

        @Test
        void demands_the_transaction_of_its_work() {
            assertThatThrownBy(() -> inbox.remember("batch", List.of(message())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
        }
    }

    @Nested
    class A_listener {

        @Test
        void handles_a_message_once_that_arrives_twice() {
            var order = UUID.randomUUID();
            var id = UUID.randomUUID().toString();
            send(order, id, "inventory.stock-reserved.v1", json(order, 1));
            send(order, id, "inventory.stock-reserved.v1", json(order, 1));
            send(order, UUID.randomUUID().toString(), "inventory.stock-reserved.v1", json(order, 2));

            await().until(() -> handler.quantitiesOf(order).contains(2));
            assertThat(handler.quantitiesOf(order)).containsExactly(1, 2);
        }

        @Test
        void skips_a_type_that_it_does_not_know() {
            var order = UUID.randomUUID();
            send(order, UUID.randomUUID().toString(), "inventory.stock-admired.v1", "{}");
            send(order, UUID.randomUUID().toString(), "inventory.stock-reserved.v1", json(order, 1));

            await().until(() -> !handler.messagesOf(order).isEmpty());
            assertThat(handler.messagesOf(order)).containsExactly(reserved(order, 1));
            assertThat(meters.get("tandem.messages.skipped")
                            .tags("consumer", TOPIC, "type", "inventory.stock-admired.v1")
                            .counter()
                            .count())
                    .isPositive();
        }

        @Test
        void tries_again_in_its_place_what_a_handler_could_not_do() {
            var order = UUID.randomUUID();
            handler.failTimes(order, 4);
            transactions.executeWithoutResult(_ -> {
                outbox.add(reserved(order, 1));
                outbox.add(reserved(order, 2));
            });

            await().untilAsserted(() -> assertThat(handler.quantitiesOf(order)).containsExactly(1, 2));
        }
    }

    private static Inbox.Receipt message() {
        return new Inbox.Receipt(UUID.randomUUID().toString(), Instant.now());
    }

    private static StockReserved reserved(UUID order, int quantity) {
        return new StockReserved(order, List.of(new ReservationLine("MUG-BLUE", quantity)));
    }

    private static String json(UUID order, int quantity) {
        return """
            {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": %d}]}\
            """.formatted(order, quantity);
    }

    private void send(UUID order, String id, String type, String json) {
        var message = new ProducerRecord<>(TOPIC, order.toString(), json.getBytes(UTF_8));
        message.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_type", type.getBytes(UTF_8));
        template().send(message).join();
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<String, byte[]> template() {
        return new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers);
    }

    @SuppressWarnings("unchecked")
    private ConsumerRecord<String, byte[]> readUntil(String topic, UUID key) {
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

    private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> message) {
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
