package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import java.util.HashMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Messages that nothing can read, store or accept. */
class PoisonIT extends FragileConsumer {

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
}
