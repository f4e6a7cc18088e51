package dev.tandem.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.database.AfterCommit;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Outbox;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.deadletter.DeadLetters;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.messaging.deadletter.WholeLetters;
import dev.tandem.messaging.wire.MessageCatalogue;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageHeaders;
import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.messaging.worker.DatabaseCheck;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
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

/** One fact in two versions, for consumers that know the new version and for those that do not. */
@SpringBootTest(
        classes = EarlierVersionsIT.Application.class,
        properties = {
            "spring.application.name=versions-test",
            "tandem.messaging.max-attempts=2",
            "tandem.messaging.max-back-off=100ms",
            "logging.level.root=warn"
        })
@RealInfrastructure
class EarlierVersionsIT {

    private static final String TOPIC = "order.events";
    private static final Instruction INSTRUCTION = new Instruction("ada", "a test order");

    @Autowired
    Outbox outbox;

    @Autowired
    Inbox inbox;

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    DeadLetterStore store;

    @Autowired
    TopicIds topicIds;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    DataSource dataSource;

    @Autowired
    NewReader reader;

    @Autowired
    ProducerFactory<?, ?> producers;

    @Autowired
    ConsumerFactory<?, ?> consumers;

    private final UUID order = UUID.randomUUID();
    private final Instant confirmedAt = Instant.parse("2026-01-02T03:04:06Z");

    @Nested
    class A_writer {

        @Test
        void says_it_twice_with_one_id_the_new_version_first() {
            write();

            var records = awaitRecords(2);
            assertThat(records)
                    .extracting(message -> header(message, "ce_type"))
                    .containsExactly("order.confirmed.v2", "order.confirmed.v1");
            assertThat(records)
                    .extracting(message -> header(message, "ce_dataschema"))
                    .containsExactly(
                            "urn:tandem:contracts:order.confirmed.v2", "urn:tandem:contracts:order.confirmed.v1");
            assertThat(Set.of("ce_id", "ce_time", "ce_source", "ce_subject"))
                    .allSatisfy(name -> assertThat(records)
                            .extracting(message -> header(message, name))
                            .as(name)
                            .doesNotContainNull()
                            .containsOnly(header(records.getFirst(), name)));
        }

        @Test
        void says_nothing_in_any_version_if_it_rolls_back() {
            transactions.executeWithoutResult(transaction -> {
                outbox.add(confirmed());
                transaction.setRollbackOnly();
            });
            write();

            assertThat(awaitRecords(2)).hasSize(2);
        }
    }

    @Nested
    class A_reader_that_knows_both_versions {

        @Test
        void acts_once() {
            write();
            var next = UUID.randomUUID();
            awaitRecords(2);
            send(order, next.toString(), "order.cancelled.v1", cancelled());

            await().until(() -> reader.seen(order).size() == 2);
            assertThat(reader.seen(order).getFirst()).isEqualTo(confirmed());
        }

        @Test
        void sees_the_first_version_of_the_log_as_the_second() {
            send(order, UUID.randomUUID().toString(), "order.confirmed.v1", firstVersion());

            await().until(() -> !reader.seen(order).isEmpty());
            assertThat(reader.seen(order)).containsExactly(confirmed());
        }
    }

    @Nested
    class A_reader_that_was_built_before {

        private final List<OldOrderEvent> seen = new ArrayList<>();
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

        @Test
        void skips_the_version_that_it_does_not_know_and_acts_on_the_other_once() {
            write();
            var records = awaitRecords(2);

            oldReader().receive(records);
            oldReader().receive(records);

            assertThat(seen).containsExactly(new OldOrderEvent.OrderConfirmed(order, "ada", new Money(2590, "EUR")));
            assertThat(meters.get("tandem.messages.skipped")
                            .tags("consumer", "old", "type", "order.confirmed.v2")
                            .counter()
                            .count())
                    .isEqualTo(2);
        }

        private IncomingMessages<OldOrderEvent> oldReader() {
            return new IncomingMessages<>(
                    new Subscription<>("old", seen::add, MessageCatalogue.of(OldOrderEvent.class)),
                    inbox,
                    store,
                    topicIds::of,
                    new MessageJson()::read,
                    new MessageContext(Tracer.NOOP, Propagator.NOOP),
                    transactions,
                    new DatabaseCheck(dataSource),
                    LockTimeouts.of(JdbcClient.create(dataSource)),
                    meters);
        }
    }

    @Nested
    class A_fact_whose_handler_fails {

        @BeforeEach
        void fail() {
            reader.failing.add(order);
            write();
            await().untilAsserted(() -> assertThat(states()).containsExactly(State.DEAD, State.WAITING));
        }

        @Test
        void is_handled_once_when_it_is_replayed() {
            reader.failing.remove(order);
            deadLetters.replay(letters().getFirst().id(), INSTRUCTION);

            await().untilAsserted(() -> assertThat(states()).containsExactly(State.REPLAYED, State.REPLAYED));
            assertThat(reader.seen(order)).containsExactly(confirmed());
        }

        @Test
        void is_not_handled_in_another_version_when_it_is_discarded() {
            reader.failing.remove(order);
            deadLetters.discard(letters().getFirst().id(), INSTRUCTION);

            await().untilAsserted(() -> assertThat(states()).containsExactly(State.DISCARDED, State.REPLAYED));
            assertThat(reader.seen(order)).isEmpty();
        }

        private List<DeadLetter> letters() {
            return Arrays.stream(State.values())
                    .flatMap(state ->
                            WholeLetters.of(deadLetters, new Filter(state, TOPIC, null, order.toString())).stream())
                    .sorted(Comparator.comparingLong(DeadLetter::position))
                    .toList();
        }

        private List<State> states() {
            return letters().stream().map(DeadLetter::state).toList();
        }
    }

    private void write() {
        transactions.executeWithoutResult(_ -> outbox.add(confirmed()));
    }

    private OrderConfirmed confirmed() {
        return new OrderConfirmed(
                order, "ada", "ada@example.com", List.of(), new Money(2176, "EUR"), new Money(414, "EUR"), confirmedAt);
    }

    private String firstVersion() {
        return """
            {"orderId": "%s", "customerId": "ada", "email": "ada@example.com", "lines": [],
             "total": {"amount": 2590, "currency": "EUR"}, "confirmedAt": "%s"}\
            """.formatted(order, confirmedAt);
    }

    private String cancelled() {
        return """
            {"orderId": "%s", "customerId": "ada", "email": "ada@example.com", "cancelledAt": "%s"}\
            """.formatted(order, confirmedAt);
    }

    @SuppressWarnings("unchecked")
    private void send(UUID key, String id, String type, String json) {
        var message = new ProducerRecord<>(TOPIC, key.toString(), json.getBytes(UTF_8));
        message.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_type", type.getBytes(UTF_8));
        new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers)
                .send(message)
                .join();
    }

    @SuppressWarnings("unchecked")
    private List<ConsumerRecord<String, byte[]>> awaitRecords(int count) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                ((ConsumerFactory<String, byte[]>) consumers).createConsumer("reader-" + UUID.randomUUID(), "reader")) {
            consumer.subscribe(List.of(TOPIC));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                    if (order.toString().equals(message.key())) {
                        found.add(message);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return String.valueOf(MessageHeaders.find(message.headers(), name));
    }

    /** The channel as services know it that were built with the first release. */
    @Channel(
            value = "order.events",
            from = "nobody",
            to = {})
    sealed interface OldOrderEvent extends Message {

        @MessageType("order.confirmed.v1")
        record OrderConfirmed(UUID orderId, String customerId, Money total) implements OldOrderEvent {

            @Override
            public String subject() {
                return orderId.toString();
            }
        }
    }

    static class NewReader implements MessageHandler<OrderEvent> {

        private final Map<UUID, List<OrderEvent>> seen = new ConcurrentHashMap<>();
        private final Set<UUID> failing = ConcurrentHashMap.newKeySet();

        List<OrderEvent> seen(UUID order) {
            return seen.getOrDefault(order, List.of());
        }

        @Override
        public void handle(OrderEvent message) {
            if (failing.contains(message.orderId())) {
                throw new IllegalStateException("cannot do it");
            }
            AfterCommit.run(() -> seen.computeIfAbsent(message.orderId(), _ -> new CopyOnWriteArrayList<>())
                    .add(message));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        NewReader newReader() {
            return new NewReader();
        }
    }
}
