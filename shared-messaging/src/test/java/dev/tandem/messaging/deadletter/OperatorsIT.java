package dev.tandem.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** What operators do about dead letters. */
class OperatorsIT extends FragileConsumer {

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
            orders.forEach(OperatorsIT.this::awaitDead);
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
}
