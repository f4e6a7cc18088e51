package dev.tandem.system;

import static java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalStack;
import dev.tandem.system.Shop.Answer;
import dev.tandem.system.Shop.Order;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
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
    private final ExecutorService customers = newVirtualThreadPerTaskExecutor();

    SagaStoriesIT(LocalStack system, Shop shop, SystemInvariants invariants) {
        this.system = system;
        this.shop = shop;
        this.invariants = invariants;
    }

    @AfterEach
    void the_books_add_up() {
        customers.close();
        await().atMost(IN_THE_END).untilAsserted(invariants::check);
    }

    @Nested
    class Whatever_the_provider_does {

        @Test
        void who_has_money_gets_the_order_and_is_charged_once() {
            var answers = inParallel(Stream.of(
                            "tok_visa",
                            "tok_slow",
                            "tok_timeout_after_charge",
                            "tok_connection_breaks_after_charge",
                            "tok_answers_after_a_minute",
                            "tok_error_after_charge",
                            "tok_error_without_charge")
                    .<Callable<Answer>>map(token ->
                            () -> shop.place(Order.of("STICKER-TANDEM", 1).payingWith(token)))
                    .toList());

            assertThat(answers).extracting(Answer::status).isSubsetOf(201, 202);
            answers.forEach(answer -> awaitStatus(answer.orderId(), "CONFIRMED"));
        }

        @Test
        void who_has_none_is_told_so_at_once() {
            var answers = inParallel(Stream.of("tok_declined", "tok_fraud")
                    .<Callable<Answer>>map(token ->
                            () -> shop.place(Order.of("STICKER-TANDEM", 1).payingWith(token)))
                    .toList());

            assertThat(answers).extracting(Answer::status).containsExactly(402, 402);
        }

        @Test
        void an_order_about_which_it_says_nothing_is_given_up_and_its_payment_parked_for_an_operator() {
            var id = shop.place(Order.of("STICKER-TANDEM", 1).payingWith("tok_never_answers"))
                    .orderId();

            invariants.change(
                    "orders", "update orders set placed_at = placed_at - interval '10 minutes' where id = ?", id);
            awaitStatus(id, "REJECTED");
            assertThat(shop.find(id).text("rejectionReason")).isEqualTo("TIMED_OUT");

            awaitSilence(id);
            invariants.change(
                    "payment",
                    "update payments set unanswered_since = unanswered_since - interval '15 minutes' where order_id = ?",
                    id);
            await().atMost(IN_THE_END)
                    .untilAsserted(() ->
                            assertThat(shop.parkedPayments().body().toString()).contains(id.toString()));

            invariants.change("payment", "update simulated_provider.requests set token = 'tok_visa' where key = ?", id);
            assertThat(shop.retryPayment(id).status()).isEqualTo(200);
            await().atMost(IN_THE_END)
                    .untilAsserted(() -> assertThat(invariants.payments()).containsEntry(id.toString(), "VOIDED"));
        }

        private void awaitSilence(UUID id) {
            await().atMost(IN_THE_END)
                    .untilAsserted(
                            () -> assertThat(invariants.unansweredPayments()).contains(id.toString()));
        }
    }

    @Nested
    class Payment_service_hangs {

        @Test
        void customers_wait_their_budget_and_then_not_at_all_and_get_their_orders_when_it_is_back() {
            system.services().freeze("payment");
            var first = inParallel(placing(8));
            var later = Stream.generate(this::timed).limit(5).toList();
            system.services().thaw("payment");

            assertThat(first).extracting(Answer::status).containsOnly(202);
            assertThat(later).extracting(timed -> timed.answer().status()).containsOnly(202);
            assertThat(later.stream().map(Timed::time).min(Duration::compareTo))
                    .as("the fastest answer that does not wait for the hanging service")
                    .hasValueSatisfying(time -> assertThat(time).isLessThan(Duration.ofMillis(100)));
            Stream.concat(first.stream(), later.stream().map(Timed::answer))
                    .forEach(answer -> awaitStatus(answer.orderId(), "CONFIRMED"));
        }

        private List<Callable<Answer>> placing(int orders) {
            return Stream.generate(() -> (Callable<Answer>) () -> shop.place(Order.of("STICKER-TANDEM", 1)))
                    .limit(orders)
                    .toList();
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
            var answer = place(Order.of("STICKER-TANDEM", 1).payingWith("tok_timeout_after_charge"));
            awaitChargeSince(before);
            system.services().kill("payment");
            system.services().start("payment");

            awaitStatus(get(answer).orderId(), "CONFIRMED");
        }
    }

    @Nested
    class Inventory_service_is_slow {

        @Test
        void the_customer_hears_within_the_budget_and_gets_the_order() throws Exception {
            Answer answer;
            try (var connection = system.connect("inventory");
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table reservations in exclusive mode");
                var placed = place(Order.of("STICKER-TANDEM", 1));
                statement.execute("select pg_sleep(5)");
                answer = get(placed);
                connection.rollback();
            }

            assertThat(answer.status()).isEqualTo(202);
            awaitStatus(answer.orderId(), "CONFIRMED");
        }
    }

    @Nested
    class Order_service_is_killed_after_reserving {

        private final Order order = Order.of("STICKER-TANDEM", 1).payingWith("tok_timeout_after_charge");

        @Test
        void the_order_goes_on_and_whoever_asks_again_with_the_same_key_is_told_of_it() {
            var before = invariants.charges();
            var lost = customers.submit(() -> shop.place(order, "Idempotency-Key", "first-try", "Prefer", "wait=8"));
            awaitChargeSince(before);
            system.services().kill("order");
            system.services().start("order");

            assertThat(lost)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(UncheckedIOException.class);
            var again = await().atMost(IN_THE_END)
                    .until(() -> shop.place(order, "Idempotency-Key", "first-try"), answer -> answer.status() != 409);
            awaitStatus(again.orderId(), "CONFIRMED");
            assertThat(shop.ordersOf(order.customer()).body()).hasSize(1);
        }
    }

    @Nested
    class A_customer_changes_his_mind_during_the_payment {

        @Test
        void and_pays_nothing() {
            var order = Order.of("STICKER-TANDEM", 1).payingWith("tok_timeout_after_charge");
            var before = invariants.charges();
            var answer = customers.submit(() -> shop.place(order, "Prefer", "wait=8"));
            awaitChargeSince(before);
            var id = UUID.fromString(
                    shop.ordersOf(order.customer()).body().at("/0/id").asString());

            assertThat(shop.cancel(id).text("status")).isEqualTo("CANCELLED");
            assertThat(get(answer).status()).isEqualTo(409);
            assertThat(get(answer).text("type")).isEqualTo("/problems/order-cancelled");
            await().atMost(IN_THE_END).untilAsserted(() -> {
                assertThat(invariants.payments()).containsEntry(id.toString(), "VOIDED");
                assertThat(invariants.reservations()).containsEntry(id.toString(), "RELEASED");
            });
        }
    }

    @Nested
    class The_same_request_twenty_times_at_once {

        @Test
        void is_one_order_and_each_is_told_the_same() {
            var order = Order.of("STICKER-TANDEM", 1);

            var answers = inParallel(
                    Stream.generate(() -> (Callable<Answer>) () -> shop.place(order, "Idempotency-Key", "once"))
                            .limit(20)
                            .toList());

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers.stream().map(Answer::body).collect(toSet())).hasSize(1);
            assertThat(shop.ordersOf(order.customer()).body()).hasSize(1);
        }
    }

    @Nested
    class An_order_that_nobody_waits_for {

        @Test
        void is_accepted_at_once_and_goes_over_kafka() {
            var answer = shop.place(Order.of("STICKER-TANDEM", 1), "Prefer", "respond-async");

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

    private Future<Answer> place(Order order) {
        return customers.submit(() -> shop.place(order));
    }

    private List<Answer> inParallel(List<Callable<Answer>> requests) {
        return requests.stream().map(customers::submit).toList().stream()
                .map(SagaStoriesIT::get)
                .toList();
    }

    private static Answer get(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
