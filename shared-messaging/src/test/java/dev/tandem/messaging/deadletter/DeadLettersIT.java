package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.messaging.AfterCommit;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.web.client.RestClient;

/** Messages that cannot be handled, and those behind them. */
@SpringBootTest(
        classes = DeadLettersIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=dead-letters-test",
            "tandem.messaging.max-back-off=100ms",
            "spring.datasource.hikari.connection-timeout=500",
            "spring.kafka.consumer.fetch-max-wait=20ms",
            "management.endpoints.web.exposure.include=deadletters,metrics",
            "logging.level.root=warn"
        })
@RealInfrastructure
public class DeadLettersIT {

    private static final String TOPIC = "inventory.events";
    private static final String SENT_AT = "2026-01-01T00:00:00Z";
    private static final Instruction INSTRUCTION = new Instruction("ada", "the handler is mended");

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    FragileHandler handler;

    @Autowired
    ProducerFactory<?, ?> producers;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    @Nested
    class A_message_whose_handler_never_succeeds {

        @Test
        void is_tried_ten_times_and_then_waits_for_an_operator() {
            var order = UUID.randomUUID();
            handler.failAt(order, 1);
            send(order, 1);

            var letter = awaitDead(order);
            assertThat(letter.attempts()).isEqualTo(10);
            assertThat(handler.attemptsAt(order)).isEqualTo(10);
            assertThat(letter.error()).startsWith("java.lang.IllegalStateException: cannot handle 1");
            assertThat(letter.type()).isEqualTo("inventory.stock-reserved.v1");
            assertThat(letter.headers()).containsKeys("ce_id", "ce_type");
        }

        @Test
        void is_tried_no_more_often_while_others_come_in_all_the_time() throws Exception {
            var order = UUID.randomUUID();
            handler.failAt(order, 1);
            send(order, 1);
            try (var customers = Executors.newSingleThreadScheduledExecutor()) {
                customers.scheduleAtFixedRate(() -> send(UUID.randomUUID(), 1), 0, 5, TimeUnit.MILLISECONDS);
                awaitDead(order);
                customers.shutdownNow();
            }

            assertThat(handler.attemptsAt(order)).isEqualTo(10);
        }

        @Test
        void keeps_back_its_key_and_no_other() {
            var poisoned = UUID.randomUUID();
            handler.failAt(poisoned, 2);
            var others = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
            for (var i = 1; i <= 5; i++) {
                var quantity = i;
                send(poisoned, quantity);
                others.forEach(other -> send(other, quantity));
            }

            await().untilAsserted(() -> assertThat(others)
                    .allSatisfy(other -> assertThat(handler.handled(other)).containsExactly(1, 2, 3, 4, 5)));
            await().untilAsserted(() -> assertThat(open(poisoned))
                    .extracting(letter -> letter.state())
                    .containsExactly(State.DEAD, State.WAITING, State.WAITING, State.WAITING));
            assertThat(handler.handled(poisoned)).containsExactly(1);

            handler.mend(poisoned);
            deadLetters.replay(open(poisoned).getFirst().id(), INSTRUCTION);
            await().untilAsserted(() -> assertThat(handler.handled(poisoned)).containsExactly(1, 2, 3, 4, 5));
            await().untilAsserted(() -> assertThat(open(poisoned)).isEmpty());
            send(poisoned, 6);
            await().untilAsserted(() -> assertThat(handler.handled(poisoned)).containsExactly(1, 2, 3, 4, 5, 6));
        }

        @Test
        void lets_its_followers_go_on_when_it_is_discarded() {
            var order = UUID.randomUUID();
            handler.failAt(order, 1);
            send(order, 1);
            send(order, 2);
            var dead = awaitDead(order);

            deadLetters.discard(dead.id(), new Instruction("ada", "a test order"));

            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(2));
            assertThat(deadLetters.find(dead.id()).orElseThrow().state()).isEqualTo(State.DISCARDED);
        }

        @Test
        void is_not_handled_after_it_was_discarded_even_if_it_arrives_again() {
            var order = UUID.randomUUID();
            var id = UUID.randomUUID().toString();
            handler.failAt(order, 1);
            send(order, id, "inventory.stock-reserved.v1", json(order, 1));
            deadLetters.discard(awaitDead(order).id(), new Instruction("ada", "a test order"));
            handler.mend(order);

            send(order, id, "inventory.stock-reserved.v1", json(order, 1));
            send(order, 2);

            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(2));
        }

        @Test
        void is_dead_again_if_a_replay_fails_and_its_followers_go_on_waiting() {
            var order = UUID.randomUUID();
            handler.failAt(order, 1);
            send(order, 1);
            send(order, 2);
            var dead = awaitDead(order);

            deadLetters.replay(dead.id(), INSTRUCTION);

            await().untilAsserted(() -> assertThat(deadLetters.find(dead.id()).orElseThrow())
                    .satisfies(again -> assertThat(again.state()).isEqualTo(State.DEAD))
                    .satisfies(again -> assertThat(again.attempts()).isGreaterThan(10)));
            assertThat(handler.handled(order)).isEmpty();
        }
    }

    @Nested
    class A_message_that_waited_behind_a_dead_letter {

        @Test
        void is_tried_as_often_as_any_other() {
            var order = UUID.randomUUID();
            handler.failAt(order, 1);
            send(order, 1);
            send(order, 2);
            var dead = awaitDead(order);
            await().until(() -> open(order).size() == 2);
            handler.failTimes(order, 3);

            deadLetters.discard(dead.id(), INSTRUCTION);

            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(2));
        }
    }

    @Nested
    class A_handler_that_fails_nine_times {

        @Test
        void succeeds_at_the_tenth_and_nothing_becomes_a_dead_letter() {
            var order = UUID.randomUUID();
            handler.failTimes(order, 9);
            send(order, 1);
            send(order, 2);

            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1, 2));
            assertThat(open(order)).isEmpty();
        }
    }

    @Nested
    class A_message_that_nobody_can_read {

        @Test
        void becomes_a_dead_letter_at_once() {
            var order = UUID.randomUUID();
            send(order, "inventory.stock-reserved.v1", "not json");

            var letter = awaitDead(order);
            assertThat(letter.attempts()).isOne();
            assertThat(letter.error()).contains("UndecodableMessageException");
            assertThat(letter.payload()).asString(UTF_8).isEqualTo("not json");
        }

        @Test
        void may_have_a_key_and_headers_that_a_database_does_not_like() {
            var key = "k".repeat(10_000) + "\0" + UUID.randomUUID();
            var message = new ProducerRecord<>(TOPIC, key, "not json".getBytes(UTF_8));
            message.headers().add("ce_type", "inventory.stock-reserved.v1".getBytes(UTF_8));
            message.headers().add("ce_id", "an\0id".getBytes(UTF_8));
            message.headers().add("binary", new byte[] {0, -1, 0});
            template().send(message).join();
            template().send(message).join();

            await().untilAsserted(() -> assertThat(
                            deadLetters.list(new Filter(null, TOPIC, null, key.replace('\0', '\uFFFD')), 0, 10))
                    .extracting(letter -> letter.state())
                    .containsExactly(State.DEAD, State.WAITING));
        }

        @Test
        void may_lack_the_headers_of_a_cloud_event() {
            var order = UUID.randomUUID();
            template()
                    .send(new ProducerRecord<>(TOPIC, order.toString(), "{}".getBytes(UTF_8)))
                    .join();

            assertThat(awaitDead(order).error()).contains("no header ce_type");
        }
    }

    @Nested
    class A_message_that_violates_its_schema {

        @Test
        void becomes_a_dead_letter_at_once_that_says_which_field_and_which_rule() {
            var order = UUID.randomUUID();
            send(order, "inventory.stock-reserved.v1", json(order, 0));

            var letter = awaitDead(order);
            assertThat(letter.attempts()).isOne();
            assertThat(letter.error())
                    .contains("invalid inventory.stock-reserved.v1: /lines/0/quantity: exclusiveMinimum (");
            assertThat(handler.attemptsAt(order)).isZero();
        }

        @Test
        void keeps_back_its_key_and_no_other() {
            var order = UUID.randomUUID();
            var other = UUID.randomUUID();
            send(order, "inventory.stock-reserved.v1", "{}");
            send(order, 2);
            send(other, 3);

            await().untilAsserted(() -> assertThat(handler.handled(other)).containsExactly(3));
            await().untilAsserted(() ->
                    assertThat(open(order)).extracting(DeadLetter::state).containsExactly(State.DEAD, State.WAITING));

            deadLetters.discard(open(order).getFirst().id(), INSTRUCTION);
            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(2));
        }
    }

    @Nested
    class A_message_that_no_database_can_store {

        @Test
        void becomes_a_dead_letter_as_any_that_cannot_be_handled() {
            var order = UUID.randomUUID();
            send(order, "inventory.stock-reserved.v1", json(order, 1).replace("MUG-BLUE", "MUG\\u0000BLUE"));

            var letter = awaitDead(order);
            assertThat(letter.attempts()).isEqualTo(10);
            assertThat(letter.error()).contains("0x00");
        }
    }

    @Nested
    class Poison_of_any_kind {

        @Test
        void becomes_a_dead_letter_at_once_and_kills_nobody() {
            var orders = new HashMap<Poison, UUID>();
            Poison.of().forEach(poison -> orders.put(poison, UUID.randomUUID()));
            orders.forEach((poison, order) -> send(
                    order,
                    UUID.randomUUID().toString(),
                    "inventory.stock-reserved.v1",
                    poison.applied(json(order, 1295).replace("MUG-BLUE", "Mug"))));
            var healthy = UUID.randomUUID();
            send(healthy, 1);

            assertThat(orders).allSatisfy((_, order) -> {
                var letter = awaitDead(order);
                assertThat(letter.attempts()).isOne();
                assertThat(letter.error()).contains("UndecodableMessageException");
            });
            await().untilAsserted(() -> assertThat(handler.handled(healthy)).containsExactly(1));
        }
    }

    @Nested
    class While_the_database_is_away {

        @Test
        void messages_wait_and_none_becomes_a_dead_letter() throws SQLException {
            var orders = List.of(UUID.randomUUID(), UUID.randomUUID());
            try {
                admin("alter database %s allow_connections false");
                admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'");
                orders.forEach(order -> send(order, 1));
                awaitFailedAttempts();
            } finally {
                admin("alter database %s allow_connections true");
            }

            await().untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(handler.handled(order)).containsExactly(1)));
            assertThat(orders).allSatisfy(order -> assertThat(open(order)).isEmpty());
        }

        private void awaitFailedAttempts() {
            var outages = meters.counter("tandem.consumer.outages", "consumer", TOPIC);
            var before = outages.count();
            await().until(() -> outages.count() >= before + 3);
        }

        private void admin(String sql) throws SQLException {
            var url = database.getJdbcUrl();
            var slash = url.lastIndexOf('/');
            try (var connection = DriverManager.getConnection(
                            url.substring(0, slash) + "/postgres", database.getUsername(), database.getPassword());
                    var statement = connection.createStatement()) {
                statement.execute(sql.formatted(url.substring(slash + 1)));
            }
        }
    }

    @Nested
    class Operators {

        private final RestClient http = RestClient.create("http://localhost:" + port + "/actuator/deadletters");

        @Test
        void see_a_page_of_dead_letters_and_each_with_all_that_is_known_of_it() {
            var order = UUID.randomUUID();
            send(order, "inventory.stock-reserved.v1", "not json");
            var id = awaitDead(order).id();

            var page = get("?key=" + order + "&state=DEAD&limit=10");
            var letter = get("/" + id);

            assertThat(page)
                    .contains("\"id\":" + id)
                    .contains("UndecodableMessageException")
                    .doesNotContain("not json");
            assertThat(letter)
                    .contains("\"payload\":\"not json\"")
                    .contains("\"ce_type\":\"inventory.stock-reserved.v1\"")
                    .contains("\\tat ");
        }

        @Test
        void have_to_say_who_they_are_and_why() {
            var order = UUID.randomUUID();
            send(order, "inventory.stock-reserved.v1", "not json");
            var id = awaitDead(order).id();

            assertThat(post("/" + id, Map.of("action", "DISCARD", "operator", "ada", "reason", " ")))
                    .isEqualTo(400);
            assertThat(post("/" + id, Map.of("action", "DISCARD"))).isEqualTo(400);
            assertThat(post("/" + id, Map.of("action", "DISCARD", "operator", "ada", "reason", "not ours")))
                    .isEqualTo(200);
            assertThat(get("/" + id))
                    .contains("\"state\":\"DISCARDED\"")
                    .contains("\"operator\":\"ada\"")
                    .contains("\"reason\":\"not ours\"")
                    .contains("\"decidedAt\"");
            assertThat(post("/" + id, Map.of("action", "REPLAY", "operator", "ada", "reason", "after all")))
                    .isEqualTo(409);
            assertThat(post("/0", Map.of("action", "REPLAY", "operator", "ada", "reason", "which?")))
                    .isEqualTo(404);
        }

        @Test
        void replay_many_at_a_time_but_no_more_than_they_said() {
            var orders = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
            orders.forEach(order -> handler.failAt(order, 1));
            orders.forEach(order -> send(order, 1));
            orders.forEach(DeadLettersIT.this::awaitDead);
            orders.forEach(handler::mend);

            var dead = countDead();
            var body = Map.<String, Object>of(
                    "type", "inventory.stock-reserved.v1", "limit", 2, "operator", "ada", "reason", "mended");
            assertThat(post("", body)).isEqualTo(200);
            assertThat(countDead()).isEqualTo(dead - 2);
            assertThat(post("", Map.of("limit", 1001, "operator", "ada", "reason", "all of them")))
                    .isEqualTo(400);
            orders.forEach(order -> open(order).stream()
                    .filter(letter -> letter.state() == State.DEAD)
                    .forEach(letter -> deadLetters.replay(letter.id(), INSTRUCTION)));
            await().untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(handler.handled(order)).containsExactly(1)));
        }

        @Test
        void are_told_how_many_there_are_by_a_metric() {
            var order = UUID.randomUUID();
            send(order, "inventory.stock-reserved.v1", "not json");
            awaitDead(order);

            var metrics = RestClient.create("http://localhost:" + port + "/actuator/metrics");
            assertThat(deadLetters.depth(TOPIC).dead()).isPositive();
            assertThat(List.of("tandem.dead.letters", "tandem.dead.letters.age"))
                    .allSatisfy(name -> assertThat(metrics.get()
                                    .uri("/{name}?tag=consumer:" + TOPIC, name)
                                    .retrieve()
                                    .body(String.class))
                            .contains("\"value\":")
                            .doesNotContain("\"value\":0.0"));
        }

        @Test
        void are_told_which_types_were_skipped_by_a_metric() {
            var order = UUID.randomUUID();
            var unknown = "inventory.stock-admired-%s.v1".formatted(order); // other tests use this topic, too
            send(order, unknown, "{}");
            send(order, 1);
            await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1));

            assertThat(RestClient.create("http://localhost:" + port + "/actuator/metrics")
                            .get()
                            .uri("/tandem.messages.skipped?tag=type:" + unknown)
                            .retrieve()
                            .body(String.class))
                    .contains("\"value\":1.0");
        }

        private int countDead() {
            return deadLetters
                    .list(new Filter(State.DEAD, null, null, null), 0, 1000)
                    .size();
        }

        private String get(String path) {
            return String.valueOf(http.get().uri(path).retrieve().body(String.class));
        }

        private int post(String path, Map<String, Object> body) {
            return http.post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .exchange((_, answer) -> answer.getStatusCode().value());
        }
    }

    private DeadLetter awaitDead(UUID order) {
        await().until(() -> open(order).stream().anyMatch(letter -> letter.state() == State.DEAD));
        return open(order).getFirst();
    }

    private List<DeadLetter> open(UUID order) {
        return WholeLetters.of(deadLetters, new Filter(null, TOPIC, null, order.toString()));
    }

    private void send(UUID order, int quantity) {
        send(order, "inventory.stock-reserved.v1", json(order, quantity));
    }

    private void send(UUID order, String type, String json) {
        send(order, UUID.randomUUID().toString(), type, json);
    }

    private void send(UUID order, String id, String type, String json) {
        send(order, id, type, json.getBytes(UTF_8));
    }

    private void send(UUID order, String id, String type, byte[] payload) {
        var message = new ProducerRecord<>(TOPIC, order.toString(), payload);
        message.headers()
                .add("ce_id", id.getBytes(UTF_8))
                .add("ce_time", SENT_AT.getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8));
        template().send(message).join();
    }

    private static String json(UUID order, int quantity) {
        return """
            {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": %d}]}\
            """.formatted(order, quantity);
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<String, byte[]> template() {
        return new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers);
    }

    /** Fails on request, and records the quantities that it has handled. */
    static class FragileHandler implements MessageHandler<InventoryEvent> {

        private final Map<UUID, List<Integer>> handled = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> poison = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> failuresLeft = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> attempts = new ConcurrentHashMap<>();
        private final JdbcClient jdbc;

        FragileHandler(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        void failAt(UUID order, int quantity) {
            poison.put(order, quantity);
        }

        void failTimes(UUID order, int times) {
            failuresLeft.put(order, times);
        }

        void mend(UUID order) {
            poison.remove(order);
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
            var line = ((StockReserved) message).lines().getFirst();
            var quantity = line.quantity();
            jdbc.sql("select cast(? as text)")
                    .param(line.sku())
                    .query(String.class)
                    .single();
            attempts.merge(order, 1, Integer::sum);
            if (failuresLeft.getOrDefault(order, 0) > 0) {
                failuresLeft.merge(order, -1, Integer::sum);
                throw new IllegalStateException("cannot handle " + quantity + " now");
            }
            if (Integer.valueOf(quantity).equals(poison.get(order))) {
                throw new IllegalStateException("cannot handle " + quantity);
            }
            AfterCommit.run(() -> handled.computeIfAbsent(order, _ -> new CopyOnWriteArrayList<>())
                    .add(quantity));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        FragileHandler fragileHandler(JdbcClient jdbc) {
            return new FragileHandler(jdbc);
        }
    }
}
