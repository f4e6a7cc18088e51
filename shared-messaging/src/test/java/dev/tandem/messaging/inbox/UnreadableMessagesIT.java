package dev.tandem.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.context.CorrelationId;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.messaging.deadletter.WholeLetters;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Unreadable messages become dead letters at once and delay no other messages; with the settings of a service. */
@SpringBootTest(
        classes = UnreadableMessagesIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=unreadable-test", "logging.level.root=error"})
@RealInfrastructure
class UnreadableMessagesIT {

    private static final String TOPIC = "inventory.events";

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    ListeningHandler handler;

    @Autowired
    ProducerFactory<?, ?> producers;

    @Nested
    class Many_messages_that_cannot_be_read {

        @Test
        void take_less_time_than_one_that_is_tried_again() {
            for (var i = 0; i < 100; i++) {
                send(UUID.randomUUID(), "not JSON");
            }
            var last = UUID.randomUUID();
            send(last, json(last));

            await().atMost(Duration.ofSeconds(10)).until(() -> handler.handled.contains(last));
        }

        @Test
        void are_dead_again_as_quickly_when_they_are_sent_back() {
            var orders = Stream.generate(UUID::randomUUID).limit(40).toList();
            orders.forEach(order -> send(order, "not JSON"));
            await().untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(open(order)).hasSize(1)));

            deadLetters.replayAll(new Filter(null, TOPIC, null, null), 1000, new Instruction("ada", "to see it again"));

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(orders)
                            .allSatisfy(order -> assertThat(open(order))
                                    .singleElement()
                                    .matches(letter -> letter.state() == State.DEAD && letter.attempts() == 2)));
        }

        @Test
        void keep_back_what_comes_after_them_with_their_key() {
            var order = UUID.randomUUID();
            send(order, "not JSON");
            send(order, json(order));

            await().untilAsserted(() ->
                    assertThat(open(order)).extracting(DeadLetter::state).containsExactly(State.DEAD, State.WAITING));
            assertThat(open(order).getFirst().attempts()).isOne();
            assertThat(handler.handled).doesNotContain(order);
        }
    }

    @Nested
    class A_message_whose_id_the_inbox_cannot_keep {

        @ParameterizedTest
        @MethodSource("dev.tandem.messaging.inbox.UnreadableMessagesIT#ids")
        void is_set_aside_at_once_and_can_be_given_up(String id) {
            var order = UUID.randomUUID();
            send(order, json(order), id, "correlation");

            await().untilAsserted(() -> assertThat(open(order)).hasSize(1));
            assertThat(open(order).getFirst().error()).contains("ce_id must have 1 to 255 characters");
            var discarded =
                    deadLetters.discard(open(order).getFirst().id(), new Instruction("ada", "nobody can read it"));
            assertThat(discarded).map(DeadLetter::state).hasValue(State.DISCARDED);
        }
    }

    @Nested
    class A_correlation_id {

        @Test
        void that_goes_into_no_log_and_no_database_is_left_out() {
            var order = UUID.randomUUID();
            send(order, json(order), UUID.randomUUID().toString(), "a\u0000b");

            await().until(() -> handler.handled.contains(order));
            assertThat(handler.correlations).doesNotContain("a\u0000b");
        }
    }

    static List<String> ids() {
        return List.of("", "a\u0000b", "x".repeat(256));
    }

    private List<DeadLetter> open(UUID order) {
        return WholeLetters.of(deadLetters, new Filter(null, TOPIC, null, order.toString()));
    }

    private static String json(UUID order) {
        return """
                {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": 1}]}""".formatted(order);
    }

    private void send(UUID order, String value) {
        send(order, value, UUID.randomUUID().toString(), "correlation");
    }

    @SuppressWarnings("unchecked")
    private void send(UUID order, String value, String id, String correlation) {
        var message = new ProducerRecord<>(TOPIC, order.toString(), value.getBytes(UTF_8));
        message.headers()
                .add("ce_id", id.getBytes(UTF_8))
                .add("ce_type", "inventory.stock-reserved.v1".getBytes(UTF_8))
                .add("correlation-id", correlation.getBytes(UTF_8));
        new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers).send(message);
    }

    static class ListeningHandler implements MessageHandler<InventoryEvent> {

        private final Set<UUID> handled = ConcurrentHashMap.newKeySet();
        private final Set<String> correlations = ConcurrentHashMap.newKeySet();

        @Override
        public void handle(InventoryEvent event) {
            correlations.add(CorrelationId.current().orElse("none"));
            handled.add(event.orderId());
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ListeningHandler listeningHandler() {
            return new ListeningHandler();
        }
    }
}
