package dev.tandem.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Messages whose handler fails, and those behind them. */
class FailingHandlerIT extends FragileConsumer {

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
    class While_the_database_is_away {

        @Test
        void messages_wait_and_none_becomes_a_dead_letter() {
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

        private void admin(String sql) {
            var url = database.getJdbcUrl();
            Infrastructure.get().asSuperuser(sql.formatted(url.substring(url.lastIndexOf('/') + 1)));
        }
    }
}
