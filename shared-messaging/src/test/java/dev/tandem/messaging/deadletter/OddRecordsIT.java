package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Action;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/** Records that Kafka can carry and no service sends: operators can list, see, replay and discard each of them. */
class OddRecordsIT extends FragileConsumer {

    private static final String HUGE = "h".repeat(60_000);

    @Autowired
    JdbcClient jdbc;

    /** A record with a peculiarity. */
    private record Odd(String name, Consumer<Headers> peculiarity) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Odd SIMPLE = new Odd("nothing else", _ -> {});

    static Stream<Odd> oddRecords() {
        return Stream.of(
                SIMPLE,
                new Odd("a huge header name", headers -> headers.add(HUGE, new byte[] {1})),
                new Odd("a huge header", headers -> headers.add("huge", new byte[900_000])),
                new Odd("a huge id", headers -> headers.add("ce_id", HUGE.getBytes(UTF_8))),
                new Odd("a header without a name", headers -> headers.add("", new byte[] {1})),
                new Odd("a header without a value", headers -> headers.add("none", null)),
                new Odd("a header name with a zero", headers -> headers.add("a\0b", new byte[] {1})),
                new Odd(
                        "a header twice",
                        headers -> headers.add("twice", new byte[] {1}).add("twice", new byte[] {-1})),
                new Odd("header names with the same hash", OddRecordsIT::addNamesWithTheSameHash),
                new Odd(
                        "ten thousand headers",
                        headers -> IntStream.range(0, 10_000).forEach(i -> headers.add("header" + i, new byte[] {2}))));
    }

    /** In the table of symbols of the JSON parser. */
    private static void addNamesWithTheSameHash(Headers headers) {
        for (var i = 0; i < 2048; i++) {
            var name = new StringBuilder();
            for (var bit = 0; bit < 11; bit++) {
                name.append((i >> bit & 1) == 0 ? "bA" : "ab");
            }
            headers.add(name.toString(), new byte[] {1});
        }
    }

    @ParameterizedTest
    @MethodSource("oddRecords")
    void a_record_is_listed_shown_replayed_and_discarded(Odd odd) {
        var order = UUID.randomUUID();
        sendUnreadable(order.toString(), odd);
        var id = awaitDeadId(order.toString());

        assertThat(get("?consumer=" + TOPIC + "&limit=1000")).contains("\"id\":" + id + ",");
        assertThat(get("/" + id)).contains(order.toString()).hasSizeLessThan(2_000_000);
        assertThat(decide(id, Action.REPLAY)).isEqualTo(200);
        await().until(() -> attempts(id) > 1);
        assertThat(decide(id, Action.DISCARD)).isEqualTo(200);
    }

    @Test
    void a_huge_key_is_listed_in_part() {
        var key = UUID.randomUUID() + "k".repeat(500_000);
        sendUnreadable(key, SIMPLE);
        await().until(() -> countOf(key) == 1);

        assertThat(get("?consumer=" + TOPIC + "&limit=1000"))
                .contains(key.substring(0, 500))
                .doesNotContain(key.substring(0, 501));
    }

    /** A row that was damaged by hand, say. */
    @Test
    void a_letter_that_cannot_be_read_does_not_stop_the_others() {
        var order = UUID.randomUUID();
        handler.failAt(order, 1);
        send(order, 1);
        var healthy = awaitDead(order).id();
        handler.mend(order);
        var damaged = jdbc.sql("""
                insert into messaging.dead_letters (consumer, origin, position, topic, headers, state)
                values (?, ?, 1, ?, 'no json', 'READY') returning id""")
                .params(TOPIC, "damaged" + order, TOPIC)
                .query(Long.class)
                .single();

        deadLetters.replay(healthy, INSTRUCTION);

        await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1));
        await().until(() -> jdbc.sql("select state from messaging.dead_letters where id = ?")
                .param(damaged)
                .query(String.class)
                .single()
                .equals(State.DEAD.name()));
        jdbc.sql("delete from messaging.dead_letters where id = ?")
                .param(damaged)
                .update();
    }

    private void sendUnreadable(String key, Odd odd) {
        var message = new ProducerRecord<>(TOPIC, key, "not json".getBytes(UTF_8));
        message.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
        message.headers().add("ce_type", "inventory.stock-reserved.v1".getBytes(UTF_8));
        odd.peculiarity().accept(message.headers());
        template().send(message).join();
    }

    private long awaitDeadId(String key) {
        await().until(() -> countOf(key) == 1);
        return deadLetters
                .list(new Filter(State.DEAD, TOPIC, null, key), 0, 1)
                .getFirst()
                .id();
    }

    private int countOf(String key) {
        return deadLetters.list(new Filter(State.DEAD, TOPIC, null, key), 0, 10).size();
    }

    private int attempts(long id) {
        return jdbc.sql("select attempts from messaging.dead_letters where id = ? and state = 'DEAD'")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private RestClient http() {
        return RestClient.create("http://localhost:" + port + "/actuator/deadletters");
    }

    private String get(String path) {
        return String.valueOf(http().get().uri(path).retrieve().body(String.class));
    }

    private int decide(long id, Action action) {
        return http().post()
                .uri("/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("action", action, "operator", "ada", "reason", "odd"))
                .exchange((_, answer) -> answer.getStatusCode().value());
    }
}
