package dev.tandem.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.database.AfterCommit;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.messaging.deadletter.WholeLetters;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Messages that need rows locked by another transaction, and databases that break while a message is handled. */
@SpringBootTest(
        classes = LockedKeysIT.Application.class,
        properties = {
            "spring.application.name=locked-keys-test",
            "tandem.messaging.max-attempts=3",
            "tandem.messaging.max-back-off=100ms",
            "spring.datasource.hikari.data-source-properties.options=-c lock_timeout=100 -c statement_timeout=5000",
            "spring.kafka.consumer.fetch-max-wait=20ms",
            "logging.level.root=error"
        })
@RealInfrastructure
class LockedKeysIT {

    private static final String TOPIC = "inventory.events";
    private static final int MAX_ATTEMPTS = 3;
    private static final Instruction INSTRUCTION = new Instruction("ada", "the handler is mended");

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    StockHandler handler;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ProducerFactory<?, ?> producers;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    MeterRegistry meters;

    @Nested
    class A_message_whose_row_is_locked {

        @Test
        void waits_by_itself_with_its_followers_behind_it_while_its_partition_goes_on() throws SQLException {
            var locked = newOrder();
            var others = List.of(newOrder(), newOrder());
            try (var _ = lockRowOf(locked)) {
                for (var i = 1; i <= 3; i++) {
                    send(locked, i);
                    send(others.getFirst(), i);
                    send(others.getLast(), i);
                }
                await().untilAsserted(() -> assertThat(others)
                        .allSatisfy(other -> assertThat(handler.handled(other)).containsExactly(1, 2, 3)));
                awaitAttemptsAt(locked, 3 * MAX_ATTEMPTS);

                assertThat(open(locked)).hasSize(3).allSatisfy(letter -> {
                    assertThat(letter.state()).isEqualTo(State.WAITING);
                    assertThat(letter.attempts()).isZero();
                });
                assertThat(handler.handled(locked)).isEmpty();
            }

            await().untilAsserted(() -> assertThat(handler.handled(locked)).containsExactly(1, 2, 3));
            await().untilAsserted(() -> assertThat(open(locked)).isEmpty());
        }

        @Test
        void does_not_keep_another_from_its_turn_whose_lock_is_gone() throws SQLException {
            var locked = newOrder();
            var free = newOrder();
            try (var _ = lockRowOf(locked)) {
                try (var _ = lockRowOf(free)) {
                    send(locked, 1);
                    send(free, 1);
                    await().until(() -> open(locked).size() + open(free).size() == 2);
                }
                await().untilAsserted(() -> assertThat(handler.handled(free)).containsExactly(1));
                assertThat(handler.handled(locked)).isEmpty();
            }
            await().untilAsserted(() -> assertThat(handler.handled(locked)).containsExactly(1));
        }

        @Test
        void is_still_sent_back_if_an_operator_has_sent_it_back() throws SQLException {
            var order = newOrder();
            handler.failAt(order, 1);
            send(order, 1);
            await().until(() ->
                    open(order).stream().map(DeadLetter::state).toList().equals(List.of(State.DEAD)));
            handler.mend(order);

            try (var _ = lockRowOf(order)) {
                var dead = open(order).getFirst();
                deadLetters.replay(dead.id(), INSTRUCTION);
                awaitAttemptsAt(order, 3 * MAX_ATTEMPTS);
                assertThat(open(order).getFirst().state()).isEqualTo(State.READY);
                assertThat(open(order).getFirst().attempts()).isEqualTo(MAX_ATTEMPTS);
            }
            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1));
        }
    }

    @Nested
    class While_the_dead_letters_themselves_are_locked {

        @Test
        void messages_wait_and_no_attempt_is_counted() throws SQLException {
            var order = newOrder();
            var outages = meters.counter("tandem.consumer.outages", "consumer", TOPIC);
            var before = outages.count();
            try (var _ = locked("lock table messaging.dead_letters in access exclusive mode")) {
                send(order, 1);
                await().until(() -> outages.count() > before + 1);
            }

            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1));
            assertThat(open(order)).isEmpty();
        }
    }

    @Nested
    class A_transaction_that_the_database_has_given_up {

        @ParameterizedTest
        @ValueSource(strings = {"40P01", "40001"})
        void is_no_attempt_either(String state) {
            var order = newOrder();
            handler.breakTimes(
                    order, MAX_ATTEMPTS + 1, "do $$ begin raise 'given up' using errcode = '" + state + "'; end $$");
            send(order, 1);
            send(order, 2);

            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1, 2));
            assertThat(attemptsCounted(order)).containsOnly(0);
        }
    }

    @Nested
    class A_database_that_breaks_in_the_middle_of_a_message {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select pg_terminate_backend(pg_backend_pid())",
                    "do $$ begin set local transaction_read_only = on; insert into stock values ('x', 1); end $$"
                })
        void costs_the_message_no_attempt(String fault) {
            var order = newOrder();
            handler.breakTimes(order, MAX_ATTEMPTS + 1, fault);
            send(order, 1);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1));
            assertThat(attemptsCounted(order)).isEmpty();
        }
    }

    /** The attempts of each dead letter of the order. */
    private List<Integer> attemptsCounted(UUID order) {
        return jdbc.sql("select attempts from messaging.dead_letters where key = ?")
                .param(order.toString())
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private UUID newOrder() {
        var order = UUID.randomUUID();
        jdbc.sql("insert into stock values (?, 0)").param(order.toString()).update();
        return order;
    }

    /** Locks the row in another transaction, which ends when the connection is closed. */
    private Connection lockRowOf(UUID order) throws SQLException {
        return locked("update stock set quantity = 0 where of_order = '" + order + "'");
    }

    private Connection locked(String sql) throws SQLException {
        var connection =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    private void awaitAttemptsAt(UUID order, int attempts) {
        await().until(() -> handler.attemptsAt(order) > attempts);
    }

    private List<DeadLetter> open(UUID order) {
        return WholeLetters.of(deadLetters, new Filter(null, TOPIC, null, order.toString()));
    }

    /** Sends a message; all go to one partition. */
    private void send(UUID order, int quantity) {
        var json = """
            {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": %d}]}\
            """.formatted(order, quantity);
        var message = new ProducerRecord<>(TOPIC, 0, order.toString(), json.getBytes(UTF_8));
        message.headers()
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_time", "2026-01-01T00:00:00Z".getBytes(UTF_8))
                .add("ce_type", "inventory.stock-reserved.v1".getBytes(UTF_8));
        template().send(message).join();
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<String, byte[]> template() {
        return new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers);
    }

    /** Writes to the row of the order, and fails on request. */
    static class StockHandler implements MessageHandler<InventoryEvent> {

        private final Map<UUID, List<Integer>> handled = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> attempts = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> poison = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> breaksLeft = new ConcurrentHashMap<>();
        private final Map<UUID, String> breaksBy = new ConcurrentHashMap<>();
        private final JdbcClient jdbc;

        StockHandler(JdbcClient jdbc, Database database) {
            this.jdbc = jdbc;
            database.asOwner("create table if not exists stock (of_order text primary key, quantity int not null)");
        }

        void failAt(UUID order, int quantity) {
            poison.put(order, quantity);
        }

        void mend(UUID order) {
            poison.remove(order);
        }

        void breakTimes(UUID order, int times, String sql) {
            breaksBy.put(order, sql);
            breaksLeft.put(order, times);
        }

        int attemptsAt(UUID order) {
            return attempts.getOrDefault(order, 0);
        }

        List<Integer> handled(UUID order) {
            return handled.getOrDefault(order, List.of());
        }

        @Override
        public void handle(InventoryEvent message) {
            var order = message.orderId();
            var quantity = ((StockReserved) message).lines().getFirst().quantity();
            attempts.merge(order, 1, Integer::sum);
            if (Integer.valueOf(quantity).equals(poison.get(order))) {
                throw new IllegalStateException("cannot handle " + quantity);
            }
            if (breaksLeft.getOrDefault(order, 0) > 0) {
                breaksLeft.merge(order, -1, Integer::sum);
                jdbc.sql(requireNonNull(breaksBy.get(order))).update();
            }
            jdbc.sql("update stock set quantity = ? where of_order = ?")
                    .params(quantity, order.toString())
                    .update();
            AfterCommit.run(() -> handled.computeIfAbsent(order, _ -> new CopyOnWriteArrayList<>())
                    .add(quantity));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        StockHandler stockHandler(JdbcClient jdbc, Database database) {
            return new StockHandler(jdbc, database);
        }
    }
}
