package dev.tandem.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.local.testing.RealInfrastructure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
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
        properties = {
            "spring.application.name=messaging-test",
            "tandem.messaging.poll-interval=20ms",
            "tandem.messaging.max-back-off=200ms",
            "logging.level.root=warn"
        })
@RealInfrastructure
class MessagingIT {

    private static final String TOPIC = "inventory.events";

    @Autowired
    Outbox outbox;

    @Autowired
    Inbox inbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RecordingHandler handler;

    @Autowired
    ProducerFactory<?, ?> producers;

    @Autowired
    ConsumerFactory<?, ?> consumers;

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
        void is_empty_when_all_has_been_said() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 1)));

            await().until(() -> !handler.messagesOf(order).isEmpty());
            await().untilAsserted(() -> assertThat(rowsOf("messaging.outbox")).isZero());
        }

        @Test
        void sends_cloud_events_in_binary_mode() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 3)));

            var message = readUntil(TOPIC, order);

            assertThat(message.value()).asString(UTF_8).contains("\"orderId\":\"" + order + "\"");
            assertThat(headersOf(message))
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_type", "inventory.stock-reserved.v1")
                    .containsEntry("ce_source", "/messaging-test")
                    .containsEntry("ce_subject", order.toString())
                    .containsEntry("content-type", "application/json")
                    .containsKeys("ce_id", "ce_time");
        }
    }

    @Nested
    class Two_relays {

        @Test
        void share_the_work_without_loss_or_disorder() {
            var order = UUID.randomUUID();
            var second = new OutboxRelay(jdbc, transactions, template(), Settings.DEFAULT, "/messaging-test");
            second.start();
            try {
                for (var i = 1; i <= 200; i++) {
                    var quantity = i;
                    transactions.executeWithoutResult(_ -> outbox.add(reserved(order, quantity)));
                }
                await().untilAsserted(
                                () -> assertThat(handler.quantitiesOf(order)).hasSize(200));
            } finally {
                second.stop();
            }
            assertThat(handler.quantitiesOf(order)).isSorted();
        }
    }

    @Nested
    class The_inbox {

        @Test
        void runs_the_work_of_a_message_once() {
            var runs = new ArrayList<String>();
            var id = UUID.randomUUID().toString();

            assertThat(inbox.once("test", id, () -> runs.add("first"))).isTrue();
            assertThat(inbox.once("test", id, () -> runs.add("second"))).isFalse();

            assertThat(runs).containsExactly("first");
        }

        @Test
        void lets_each_consumer_do_its_own_work() {
            var runs = new ArrayList<String>();
            var id = UUID.randomUUID().toString();

            inbox.once("one", id, () -> runs.add("one"));
            inbox.once("other", id, () -> runs.add("other"));

            assertThat(runs).containsExactly("one", "other");
        }

        @Test
        void forgets_a_message_whose_work_has_failed() {
            var id = UUID.randomUUID().toString();

            assertThatThrownBy(() -> inbox.once("test", id, () -> {
                        throw new IllegalStateException("no luck");
                    }))
                    .hasMessage("no luck");

            assertThat(inbox.once("test", id, () -> {})).isTrue();
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
        }

        @Test
        void puts_what_it_cannot_read_to_the_dead_letters_and_goes_on() {
            var order = UUID.randomUUID();
            send(order, UUID.randomUUID().toString(), "inventory.stock-reserved.v1", "not json");
            send(order, UUID.randomUUID().toString(), "inventory.stock-reserved.v1", json(order, 1));

            await().until(() -> !handler.messagesOf(order).isEmpty());
            assertThat(readUntil(TOPIC + ".messaging-test.dlt", order).value())
                    .asString(UTF_8)
                    .isEqualTo("not json");
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

    private static StockReserved reserved(UUID order, int quantity) {
        return new StockReserved(order, List.of(new ReservationLine("MUG-BLUE", quantity)));
    }

    private static String json(UUID order, int quantity) {
        return """
                {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": %d}]}""".formatted(order, quantity);
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

    private long rowsOf(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Notes what arrives, and fails when it is told to. */
    static class RecordingHandler implements MessageHandler<InventoryEvent> {

        private final Map<UUID, List<InventoryEvent>> messages = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

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

        @Override
        public void handle(InventoryEvent message) {
            var left = failures.merge(message.orderId(), 0, (old, _) -> old - 1);
            if (left > 0) {
                throw new IllegalStateException("cannot do it now");
            }
            messages.computeIfAbsent(message.orderId(), _ -> new CopyOnWriteArrayList<>())
                    .add(message);
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RecordingHandler recordingHandler() {
            return new RecordingHandler();
        }
    }
}
