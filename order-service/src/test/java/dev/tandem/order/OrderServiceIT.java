package dev.tandem.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class OrderServiceIT extends RunningOrderService {

    @Autowired
    MeterRegistry meters;

    @Nested
    class An_order {

        @Test
        void is_confirmed_and_says_so_on_kafka() {
            var id = idOf(post().expectStatus().isCreated());

            assertThat(typesOf("order.events", id))
                    .containsExactly("order.placed.v1", "order.confirmed.v2", "order.confirmed.v1");
        }

        @Test
        void is_sold_at_the_price_of_the_catalogue() {
            post().expectBody().jsonPath("$.total.amount").isEqualTo(2590);
        }

        @Test
        void that_is_declined_has_its_stock_freed_over_kafka() {
            var id = idOf(order("tok_declined").expectStatus().isEqualTo(402));

            assertThat(typesOf("order.events", id)).containsExactly("order.placed.v1", "order.rejected.v1");
            assertThat(typesOf("inventory.commands", id)).containsExactly("inventory.release-stock.v1");
        }

        @Test
        void is_not_accepted_while_there_are_no_prices() {
            OTHERS.fail("products", 500);

            post().expectStatus().isEqualTo(503);
        }
    }

    @Nested
    class An_order_that_is_handed_over {

        @Test
        void asks_over_kafka_for_the_step_that_got_no_answer() {
            OTHERS.fail("payments", 503);

            var id = idOf(post().expectStatus().isAccepted());

            assertThat(typesOf("inventory.commands", id)).isEmpty();
            assertThat(typesOf("payment.commands", id)).containsExactly("payment.authorize-payment.v1");
        }

        @Test
        void is_answered_when_the_budget_is_used_up() {
            OTHERS.holdPayments();

            var id = idOf(post("Prefer", "wait=1").expectStatus().isAccepted());

            OTHERS.release();
            assertThat(typesOf("payment.commands", id)).containsExactly("payment.authorize-payment.v1");
        }

        @Test
        void goes_from_step_to_step_by_what_the_other_services_tell() {
            var id = idOf(post("Prefer", "respond-async").expectStatus().isAccepted());
            assertThat(typesOf("inventory.commands", id)).containsExactly("inventory.reserve-stock.v1");

            await().until(() -> {
                letStockAnswer(id);
                return !typesOf("payment.commands", id).isEmpty();
            });
            letPaymentAnswer(id);

            await().until(() -> statusOf(id).equals("CONFIRMED"));
            assertThat(typesOf("order.events", id))
                    .containsExactly("order.placed.v1", "order.confirmed.v2", "order.confirmed.v1");
        }

        @Test
        void frees_its_stock_when_its_payment_is_declined() {
            OTHERS.fail("payments", 503);
            var id = idOf(order("tok_declined").expectStatus().isAccepted());

            await().until(() -> !typesOf("payment.commands", id).isEmpty());
            letPaymentAnswer(id);

            await().until(() -> statusOf(id).equals("REJECTED"));
            assertThat(typesOf("inventory.commands", id)).containsExactly("inventory.release-stock.v1");
        }

        @Test
        void is_asked_for_again_when_nobody_works_on_it() {
            OTHERS.fail("payments", 503);
            var id = idOf(post().expectStatus().isAccepted());

            jdbc.sql("update orders set claimed_until = now() where id = ?")
                    .param(id)
                    .update();

            await().until(() -> typesOf("payment.commands", id).size() == 2);
        }
    }

    @Nested
    class An_order_for_which_something_else_was_done {

        @Test
        void is_rejected_and_undone_when_another_amount_was_authorized() {
            OTHERS.fail("payments", 503);
            var id = idOf(post().expectStatus().isAccepted());

            tell(new PaymentAuthorized(id, new Money(9900, "EUR")));

            expectUndone(id);
        }

        @Test
        void is_rejected_and_undone_when_other_lines_were_reserved() {
            var id = idOf(post("Prefer", "respond-async").expectStatus().isAccepted());

            tell(new StockReserved(id, List.of(new ReservationLine("MUG-RED", 2))));

            expectUndone(id);
        }

        @Test
        void is_answered_as_rejected_when_the_other_service_says_so_at_once() {
            OTHERS.fail("payments", 409);

            expectUndone(idOf(post().expectStatus().isEqualTo(504)));
        }

        @Test
        void stays_confirmed_when_that_turns_out_later() {
            var id = idOf(post().expectStatus().isCreated());
            var counted = mismatches();

            tell(new PaymentAuthorized(id, new Money(9900, "EUR")));

            await().until(() -> mismatches() == counted + 1);
            assertThat(statusOf(id)).isEqualTo("CONFIRMED");
            assertThat(typesOf("payment.commands", id)).isEmpty();
        }

        private void expectUndone(UUID id) {
            await().until(() -> statusOf(id).equals("REJECTED"));
            assertThat(typesOf("inventory.commands", id)).endsWith("inventory.release-stock.v1");
            assertThat(typesOf("payment.commands", id)).endsWith("payment.refund-payment.v1");
        }

        private double mismatches() {
            return meters.get("tandem.orders.mismatched")
                    .tag("step", "authorize_payment")
                    .counter()
                    .count();
        }
    }

    @Nested
    class A_service_that_keeps_failing {

        @Test
        void is_left_alone_and_the_answer_is_there_at_once() {
            OTHERS.fail("payments", 503);
            for (var i = 0; i < 5; i++) {
                post().expectStatus().isAccepted();
            }
            var asked = OTHERS.paymentsAsked();

            // The fastest of several, because this machine may be busy with something else.
            var fastest = IntStream.range(0, 10)
                    .mapToLong(_ -> millisOf(() -> post().expectStatus().isAccepted()))
                    .min()
                    .orElseThrow();

            assertThat(fastest).isLessThan(100);
            assertThat(OTHERS.paymentsAsked() - asked)
                    .as("calls of an open breaker")
                    .isLessThanOrEqualTo(3);
        }

        private static long millisOf(Runnable work) {
            var start = System.nanoTime();
            work.run();
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    @Nested
    class A_service_that_answers {

        /** The settings distinguish failures by their status, so the status is part of the other services' contract. */
        @ParameterizedTest
        @CsvSource({"400, 1", "422, 1", "504, 1", "503, 2"})
        void is_asked_again_if_that_can_help(int status, int times) {
            for (var callsThatGoWell = 0; callsThatGoWell < 11; callsThatGoWell++) {
                post().expectStatus().isCreated();
            }
            var asked = OTHERS.paymentsAsked();
            OTHERS.fail("payments", status);

            post().expectStatus().isAccepted();

            assertThat(OTHERS.paymentsAsked() - asked).isEqualTo(times);
        }
    }

    @Nested
    class A_service_that_is_called {

        @Test
        void is_told_how_much_longer_the_customer_waits() {
            post("Prefer", "wait=1");

            assertThat(OTHERS.timeLeft()).isBetween(1L, 1000L);
        }
    }

    @Nested
    class A_cancelled_order {

        @Test
        void gives_everything_back_over_kafka() {
            var id = idOf(post().expectStatus().isCreated());

            cancel(id).expectStatus().isOk();
            cancel(id).expectStatus().isOk();

            assertThat(typesOf("order.events", id))
                    .containsExactly(
                            "order.placed.v1", "order.confirmed.v2", "order.confirmed.v1", "order.cancelled.v1");
            assertThat(typesOf("inventory.commands", id)).containsExactly("inventory.release-stock.v1");
            assertThat(typesOf("payment.commands", id)).containsExactly("payment.refund-payment.v1");
        }

        @Test
        void gives_a_payment_back_that_turns_out_authorized_later() {
            OTHERS.fail("payments", 503);
            var id = idOf(post().expectStatus().isAccepted());
            cancel(id).expectStatus().isOk();

            tell(new PaymentAuthorized(id, new Money(2590, "EUR")));

            await().until(() -> typesOf("payment.commands", id)
                    .equals(List.of(
                            "payment.authorize-payment.v1", "payment.refund-payment.v1", "payment.refund-payment.v1")));
            assertThat(statusOf(id)).isEqualTo("CANCELLED");
        }
    }

    @Nested
    class An_order_that_is_polled {

        @Test
        void is_sent_again_only_when_it_has_changed() {
            var id = idOf(post().expectStatus().isCreated());
            var tag = tagOf(id);

            ask(HttpMethod.GET, id, tag)
                    .expectStatus()
                    .isNotModified()
                    .expectBody()
                    .isEmpty();
            http.post()
                    .uri("/api/orders/" + id + "/cancellation")
                    .exchange()
                    .expectStatus()
                    .isOk();

            ask(HttpMethod.GET, id, tag)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("CANCELLED");
            assertThat(tagOf(id)).isNotEqualTo(tag);
        }

        private String tagOf(UUID id) {
            var head = ask(HttpMethod.HEAD, id, "W/\"none\"").expectStatus().isOk();
            head.expectBody().isEmpty();
            return requireNonNull(head.returnResult().getResponseHeaders().getETag());
        }

        private ResponseSpec ask(HttpMethod method, UUID id, String known) {
            return http.method(method)
                    .uri("/api/orders/" + id)
                    .header(HttpHeaders.IF_NONE_MATCH, known)
                    .exchange();
        }
    }

    @Nested
    class A_page_of_orders {

        @Test
        void leads_to_all_of_them_by_its_links() {
            var ids = List.of(
                    idOf(post().expectStatus().isCreated()),
                    idOf(post().expectStatus().isCreated()),
                    idOf(post().expectStatus().isCreated()));
            var seen = new ArrayList<String>();

            for (var next = Optional.of("/api/orders?limit=1"); seen.size() < ids.size(); next = nextOf(next)) {
                seen.add(firstOf(next.orElseThrow()));
            }

            assertThat(seen)
                    .containsExactlyElementsOf(
                            ids.reversed().stream().map(UUID::toString).toList());
        }

        private Optional<String> nextOf(Optional<String> page) {
            return page.flatMap(path -> http
                            .get()
                            .uri(path)
                            .exchange()
                            .returnResult()
                            .getResponseHeaders()
                            .getOrEmpty(HttpHeaders.LINK)
                            .stream()
                            .findFirst())
                    .map(link -> link.substring(1, link.indexOf('>')));
        }

        private String firstOf(String path) {
            var id = new String[1];
            http.get()
                    .uri(path)
                    .exchange()
                    .expectBody()
                    .jsonPath("$[0].id")
                    .value(String.class, first -> id[0] = first);
            return id[0];
        }
    }

    @Nested
    class A_request_that_is_sent_twenty_times_at_once {

        @Test
        void places_one_order_and_gets_one_answer() throws Exception {
            var key = UUID.randomUUID().toString();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = new ArrayList<Future<ResponseSpec>>();
                for (var i = 0; i < 20; i++) {
                    answers.add(threads.submit(() -> post("Idempotency-Key", key)));
                }
                var ids = new HashSet<UUID>();
                for (var answer : answers) {
                    ids.add(idOf(answer.get(20, TimeUnit.SECONDS).expectStatus().isCreated()));
                }
                assertThat(ids).hasSize(1);
                assertThat(typesOf("order.events", ids.iterator().next()))
                        .containsExactly("order.placed.v1", "order.confirmed.v2", "order.confirmed.v1");
            }
        }
    }

    @Nested
    class Many_orders_at_once {

        @Test
        void hold_no_database_connection_while_another_service_works() throws Exception {
            OTHERS.holdPayments();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var waiting = new ArrayList<Future<ResponseSpec>>();
                for (var i = 0; i < 10; i++) {
                    waiting.add(threads.submit(() -> post()));
                }
                await().until(() -> OTHERS.paymentsAsked() == 10);

                http.get().uri("/api/orders").exchange().expectStatus().isOk();

                OTHERS.release();
                for (var answer : waiting) {
                    answer.get(20, TimeUnit.SECONDS).expectStatus().isCreated();
                }
            }
        }
    }

    @Nested
    class The_products {

        @Test
        void are_those_of_the_catalogue() {
            http.get()
                    .uri("/api/products")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$[0].sku")
                    .isEqualTo("MUG-BLUE")
                    .jsonPath("$[0].available")
                    .isEqualTo(1000);
        }
    }

    private ResponseSpec post() {
        return order("tok_visa");
    }

    private ResponseSpec post(String header, String value) {
        return order("tok_visa", Map.of(header, value));
    }

    /** The types of the messages about an order, once the expected number has arrived and no more come. */
    private List<String> typesOf(String topic, UUID orderId) {
        await().until(() -> backlog.outgoing().messages() == 0);
        try (var consumer = consumers.createConsumer("reader-" + UUID.randomUUID(), "reader")) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var types = new ArrayList<String>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                    if (message.key().equals(orderId.toString())) {
                        types.add(new String(
                                message.headers().lastHeader("ce_type").value(), UTF_8));
                    }
                });
            }
            return types;
        }
    }
}
