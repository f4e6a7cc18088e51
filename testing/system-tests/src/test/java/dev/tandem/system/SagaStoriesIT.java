package dev.tandem.system;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalStack;
import dev.tandem.system.Shop.Answer;
import dev.tandem.system.Shop.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How orders continue when the customer's request cannot carry them to their end. */
@ExtendWith(WholeSystem.class)
class SagaStoriesIT {

    /** The slowest provider takes a minute; the rest is for growing pauses and a slow machine. */
    private static final Duration IN_THE_END = Duration.ofMinutes(2);

    private final LocalStack system;
    private final Shop shop;
    private final SystemInvariants invariants;
    private final Circumstances circumstances;
    private final Customers customers;
    private final Order sticker = Order.of("STICKER-TANDEM", 1);

    SagaStoriesIT(LocalStack system, Shop shop, SystemInvariants invariants) {
        this.system = system;
        this.shop = shop;
        this.invariants = invariants;
        this.circumstances = new Circumstances(system);
        this.customers = new Customers(shop);
    }

    @AfterEach
    void the_books_add_up() {
        customers.close();
        invariants.holdWithin(IN_THE_END);
    }

    @Nested
    class Whatever_the_provider_does {

        @Test
        void an_order_with_cover_is_confirmed_and_charged_once() {
            var answers = customers.placeAll(payingWith(
                    "tok_visa",
                    "tok_slow",
                    "tok_timeout_after_charge",
                    "tok_connection_breaks_after_charge",
                    "tok_answers_after_a_minute",
                    "tok_error_after_charge",
                    "tok_error_without_charge"));

            assertThat(answers).extracting(Answer::status).isSubsetOf(201, 202);
            answers.forEach(answer -> awaitStatus(answer.orderId(), "CONFIRMED"));
            invariants.holdWithin(IN_THE_END);
        }

        @Test
        void an_order_without_cover_is_declined_at_once() {
            var answers = customers.placeAll(payingWith("tok_declined", "tok_fraud"));

            assertThat(answers).extracting(Answer::status).containsExactly(402, 402);
        }

        @Test
        void without_an_answer_the_order_is_rejected_and_the_payment_parked() {
            var id = shop.place(sticker.payingWith("tok_never_answers")).orderId();

            circumstances.tenMinutesPassForOrder(id);
            awaitStatus(id, "REJECTED");
            assertThat(shop.find(id).text("rejectionReason")).isEqualTo("TIMED_OUT");

            awaitUndoWithoutAnswer(id);
            circumstances.quarterOfAnHourPassesForPayment(id);
            awaitParked(id);

            circumstances.providerAnswersAbout(id);
            assertThat(shop.retryPayment(id).status()).isEqualTo(200);
            awaitPayment(id, "VOIDED");
        }

        private Stream<Order> payingWith(String... tokens) {
            return Stream.of(tokens).map(token -> Order.of("STICKER-TANDEM", 1).payingWith(token));
        }

        private void awaitUndoWithoutAnswer(UUID id) {
            await().atMost(IN_THE_END)
                    .untilAsserted(
                            () -> assertThat(invariants.unansweredPayments()).contains(id.toString()));
        }

        private void awaitParked(UUID id) {
            await().atMost(IN_THE_END)
                    .untilAsserted(() ->
                            assertThat(shop.parkedPayments().body().toString()).contains(id.toString()));
        }
    }

    @Nested
    class Payment_service_hangs {

        @Test
        void customers_wait_for_their_budget_and_later_ones_not_at_all() {
            List<Answer> first;
            List<Timed> later;
            system.services().freeze("payment");
            try {
                first = customers.placeAll(
                        Stream.generate(() -> Order.of("STICKER-TANDEM", 1)).limit(8));
                later = Stream.generate(this::timed).limit(5).toList();
            } finally {
                system.services().thaw("payment");
            }

            assertThat(first).extracting(Answer::status).containsOnly(202);
            assertThat(later).extracting(timed -> timed.answer().status()).containsOnly(202);
            assertThat(later.stream().map(Timed::time).min(Duration::compareTo))
                    .as("the fastest answer that does not wait for the hanging service")
                    .hasValueSatisfying(time -> assertThat(time).isLessThan(Duration.ofMillis(100)));
            Stream.concat(first.stream(), later.stream().map(Timed::answer))
                    .forEach(answer -> awaitStatus(answer.orderId(), "CONFIRMED"));
        }

        private Timed timed() {
            var before = System.nanoTime();
            var answer = shop.place(Order.of("STICKER-TANDEM", 1));
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - before));
        }

        private record Timed(Answer answer, Duration time) {}
    }

    @Nested
    class Payment_service_is_killed_between_charge_and_answer {

        @Test
        void the_customer_is_charged_once() {
            var before = invariants.charges();
            var waiting = customers.place(sticker.payingWith("tok_timeout_after_charge"));
            awaitChargeSince(before);
            system.services().kill("payment");
            system.services().start("payment");

            awaitStatus(waiting.answer().orderId(), "CONFIRMED");
            invariants.holdWithin(IN_THE_END);
        }
    }

    @Nested
    class Inventory_service_is_slow {

        @Test
        void the_customer_is_answered_within_the_budget_and_gets_the_order() {
            var answer = circumstances.whileReservationsAreLocked(() -> shop.place(sticker));

            assertThat(answer.status()).isEqualTo(202);
            awaitStatus(answer.orderId(), "CONFIRMED");
        }
    }

    @Nested
    class Order_service_is_killed_after_reserving {

        private final Order order = sticker.payingWith("tok_timeout_after_charge");

        @Test
        void the_order_continues_and_a_repeated_request_returns_it() {
            var before = invariants.charges();
            var lost = customers.place(order, "Idempotency-Key", "first-try", "Prefer", "wait=8");
            awaitChargeSince(before);
            system.services().kill("order");
            system.services().start("order");

            assertThat(lost).satisfies(Customers::receivesNoAnswer);
            var again = await().atMost(IN_THE_END)
                    .until(() -> shop.place(order, "Idempotency-Key", "first-try"), answer -> answer.status() != 409);
            awaitStatus(again.orderId(), "CONFIRMED");
            assertThat(shop.ordersOf(order.customer()).body()).hasSize(1);
        }
    }

    @Nested
    class A_customer_cancels_during_the_payment {

        @Test
        void and_pays_nothing() {
            var order = sticker.payingWith("tok_timeout_after_charge");
            var before = invariants.charges();
            var waiting = customers.place(order, "Prefer", "wait=8");
            awaitChargeSince(before);
            var id = onlyOrderOf(order);

            assertThat(shop.cancel(id).text("status")).isEqualTo("CANCELLED");
            assertThat(waiting.answer().status()).isEqualTo(409);
            assertThat(waiting.answer().text("type")).isEqualTo("/problems/order-cancelled");
            awaitPayment(id, "VOIDED");
            await().atMost(IN_THE_END)
                    .untilAsserted(
                            () -> assertThat(invariants.reservations()).containsEntry(id.toString(), "RELEASED"));
        }

        private UUID onlyOrderOf(Order order) {
            return UUID.fromString(
                    shop.ordersOf(order.customer()).body().at("/0/id").asString());
        }
    }

    @Nested
    class The_same_request_twenty_times_at_once {

        @Test
        void is_one_order_and_gets_the_same_answer_each_time() {
            var answers = customers.placeAll(Stream.generate(() -> sticker).limit(20), "Idempotency-Key", "once");

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers.stream().map(Answer::body).collect(toSet())).hasSize(1);
            assertThat(shop.ordersOf(sticker.customer()).body()).hasSize(1);
        }
    }

    @Nested
    class An_order_without_a_waiting_customer {

        @Test
        void is_accepted_at_once_and_goes_over_kafka() {
            var answer = shop.place(sticker, "Prefer", "respond-async");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("respond-async");
            awaitStatus(answer.orderId(), "CONFIRMED");
        }
    }

    /** Waits until the provider has decided one more charge. */
    private void awaitChargeSince(Map<String, String> before) {
        await().untilAsserted(() -> assertThat(invariants.charges()).hasSizeGreaterThan(before.size()));
    }

    private void awaitStatus(UUID orderId, String status) {
        await().atMost(IN_THE_END)
                .untilAsserted(
                        () -> assertThat(shop.find(orderId).text("status")).isEqualTo(status));
    }

    private void awaitPayment(UUID orderId, String status) {
        await().atMost(IN_THE_END)
                .untilAsserted(() -> assertThat(invariants.payments()).containsEntry(orderId.toString(), status));
    }
}
