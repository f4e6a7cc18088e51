package dev.tandem.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a service consumes messages. */
class ConsumingIT extends MessagingService {

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
}
