package dev.tandem.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.database.AfterCommit;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.messaging.deadletter.WholeLetters;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Errors, which no program expects, in the handler of a message and in the consumer itself. */
@SpringBootTest(
        classes = HandlerErrorsIT.Application.class,
        properties = {
            "spring.application.name=errors-test",
            "tandem.messaging.max-attempts=3",
            "tandem.messaging.max-back-off=100ms",
            "spring.kafka.consumer.fetch-max-wait=20ms",
            "spring.kafka.consumer.properties.interceptor.classes=dev.tandem.messaging.inbox.HandlerErrorsIT$FragileConsumer",
            "logging.level.root=off"
        })
@RealInfrastructure
class HandlerErrorsIT {

    private static final String TOPIC = "inventory.events";
    private static final int MAX_ATTEMPTS = 3;

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    ErringHandler handler;

    @Autowired
    ProducerFactory<?, ?> producers;

    /** A failure that is an Error, not an exception. */
    enum Mishap {
        STACK_OVERFLOW(StackOverflowError::new),
        CLASS_NOT_THERE(() -> new NoClassDefFoundError("dev/tandem/Missing")),
        ASSERTION(() -> new AssertionError("impossible"));

        @SuppressWarnings("ImmutableEnumChecker") // a constructor has no state
        private final Supplier<Error> error;

        Mishap(Supplier<Error> error) {
            this.error = error;
        }
    }

    @Nested
    class A_message_whose_handler_throws_an_Error {

        @ParameterizedTest
        @EnumSource
        void becomes_a_dead_letter_after_its_attempts_and_all_others_go_on(Mishap mishap) {
            var order = UUID.randomUUID();
            var other = UUID.randomUUID();
            handler.failAt(order, mishap);
            send(order);
            send(other);

            var letter = awaitDead(order, MAX_ATTEMPTS);
            assertThat(letter.error()).startsWith(mishap.error.get().getClass().getName());
            await().untilAsserted(() -> assertThat(handler.handled()).contains(other));
        }

        @Test
        void may_throw_it_again_when_it_is_redelivered_and_redelivery_goes_on() {
            var order = UUID.randomUUID();
            handler.failAt(order, Mishap.CLASS_NOT_THERE);
            send(order);
            var id = awaitDead(order, MAX_ATTEMPTS).id();
            deadLetters.replay(id, new Instruction("ada", "is it mended?"));
            awaitDead(order, MAX_ATTEMPTS + 1);

            handler.mend(order);
            deadLetters.replay(id, new Instruction("ada", "it is now"));
            await().untilAsserted(() -> assertThat(handler.handled()).contains(order));
        }
    }

    @Nested
    class A_consumer_that_an_Error_has_ended {

        @Test
        void starts_again() {
            FragileConsumer.ERRS.set(true);
            var order = UUID.randomUUID();
            send(order);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(handler.handled()).contains(order));
            assertThat(FragileConsumer.ERRS).isFalse();
        }
    }

    private DeadLetter awaitDead(UUID order, int attempts) {
        var filter = new Filter(State.DEAD, TOPIC, null, order.toString());
        await().until(() ->
                WholeLetters.of(deadLetters, filter).stream().anyMatch(letter -> letter.attempts() == attempts));
        return WholeLetters.of(deadLetters, filter).getFirst();
    }

    /** Sends a message; all go to one partition. */
    @SuppressWarnings("unchecked")
    private void send(UUID order) {
        var json = """
            {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": 1}]}\
            """.formatted(order);
        var message = new ProducerRecord<>(TOPIC, 0, order.toString(), json.getBytes(UTF_8));
        message.headers()
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_time", "2026-01-01T00:00:00Z".getBytes(UTF_8))
                .add("ce_type", "inventory.stock-reserved.v1".getBytes(UTF_8));
        new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers)
                .send(message)
                .join();
    }

    /** Throws an Error in the consumer's own thread, once, on request. */
    public static class FragileConsumer implements ConsumerInterceptor<Object, Object> {

        static final AtomicBoolean ERRS = new AtomicBoolean();

        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            if (ERRS.compareAndSet(true, false)) {
                throw new NoClassDefFoundError("dev/tandem/Missing");
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }

    static class ErringHandler implements MessageHandler<InventoryEvent> {

        private final Map<UUID, Mishap> mishaps = new ConcurrentHashMap<>();
        private final Set<UUID> handled = ConcurrentHashMap.newKeySet();

        void failAt(UUID order, Mishap mishap) {
            mishaps.put(order, mishap);
        }

        void mend(UUID order) {
            mishaps.remove(order);
        }

        Set<UUID> handled() {
            return handled;
        }

        @Override
        public void handle(InventoryEvent message) {
            var mishap = mishaps.get(message.orderId());
            if (mishap != null) {
                throw mishap.error.get();
            }
            AfterCommit.run(() -> handled.add(message.orderId()));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ErringHandler erringHandler() {
            return new ErringHandler();
        }
    }
}
