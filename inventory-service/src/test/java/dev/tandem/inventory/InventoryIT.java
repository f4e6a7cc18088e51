package dev.tandem.inventory;

import static dev.tandem.consumercontracts.FakeOrders.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.context.Deadline;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class InventoryIT extends RunningInventoryService {

    private final UUID orderId = UUID.randomUUID();

    private boolean someoneWaitsForALock() {
        return jdbc.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }

    @BeforeEach
    void ten_mugs_in_stock() {
        jdbc.sql("update products set on_hand = 10, reserved = 0 where sku in ('MUG-BLUE', 'MUG-RED')")
                .update();
    }

    @Nested
    class The_catalogue {

        @Test
        void has_some_twenty_products_with_prices() {
            http.get()
                    .uri("/internal/products")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.length()")
                    .isEqualTo(20)
                    .jsonPath("$[?(@.sku == 'MUG-BLUE')].price.amount")
                    .isEqualTo(1295);
        }

        @Test
        void leaves_out_what_it_does_not_have() {
            http.get()
                    .uri("/internal/products?sku=MUG-BLUE&sku=NOPE")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.length()")
                    .isEqualTo(1)
                    .jsonPath("$[0].sku")
                    .isEqualTo("MUG-BLUE");
        }
    }

    @Nested
    class Reserving {

        @Test
        void sets_all_lines_aside() {
            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3)).contains("\"RESERVED\"");

            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
            assertThat(reserved("MUG-RED")).isEqualTo(3);
        }

        @Test
        void adds_up_what_is_wanted_of_the_same_product() {
            receive(new ReserveStock(
                    orderId, List.of(new ReservationLine("MUG-BLUE", 2), new ReservationLine("MUG-BLUE", 3))));

            awaitEvents(new StockReserved(orderId, List.of(new ReservationLine("MUG-BLUE", 5))));
            assertThat(reserved("MUG-BLUE")).isEqualTo(5);
        }

        @Test
        void names_what_is_missing_once_if_it_is_wanted_twice() {
            receive(new ReserveStock(orderId, List.of(new ReservationLine("NOPE", 2), new ReservationLine("NOPE", 3))));

            await().untilAsserted(() ->
                    assertThat(heard.about(orderId)).containsExactly(new StockRejected(orderId, List.of("NOPE"))));
        }

        @Test
        void twice_sets_the_units_aside_once() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);

            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3)).contains("\"RESERVED\"");
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void is_given_up_if_nobody_waits_for_it_any_more() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answer = transactions.execute(_ -> {
                    lockOrder();
                    var asked = threads.submit(() -> reserveWithin("50"));
                    await().pollDelay(Duration.ofMillis(100)).until(InventoryIT.this::someoneWaitsForALock);
                    return asked;
                });

                answer.get()
                        .expectStatus()
                        .isEqualTo(504)
                        .expectBody()
                        .jsonPath("$.type")
                        .isEqualTo("/problems/time-is-up");
                assertThat(reserved("MUG-BLUE")).isZero();
            }
        }

        private void lockOrder() {
            jdbc.sql("select cast(pg_advisory_xact_lock(hashtextextended(?, 0)) as text)")
                    .param(orderId.toString())
                    .query(String.class)
                    .single();
        }

        private ResponseSpec reserveWithin(String millis) {
            return http.put()
                    .uri("/internal/reservations/" + orderId)
                    .header(Deadline.HEADER, millis)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"lines\": [{\"sku\": \"MUG-BLUE\", \"quantity\": 1}]}")
                    .exchange();
        }

        @Test
        void sets_nothing_aside_if_one_line_is_missing() {
            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 11))
                    .contains("\"OUT_OF_STOCK\"")
                    .contains("[\"MUG-RED\"]");

            assertThat(reserved("MUG-BLUE")).isZero();
            assertThat(reserved("MUG-RED")).isZero();
        }

        @Test
        void gives_the_same_refusal_again_even_if_there_is_stock_by_now() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 11);
            jdbc.sql("update products set on_hand = 50 where sku = 'MUG-RED'").update();

            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 11)).contains("\"OUT_OF_STOCK\"");
        }

        @Test
        void the_last_units_at_once_sells_none_twice() throws Exception {
            List<String> answers;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var attempts = IntStream.range(0, 12)
                        .<Callable<String>>mapToObj(_ -> () -> reserve(UUID.randomUUID(), "MUG-BLUE", 2, "MUG-RED", 2))
                        .toList();
                answers = threads.invokeAll(attempts).stream()
                        .map(java.util.concurrent.Future::resultNow)
                        .toList();
            }

            assertThat(answers)
                    .filteredOn(answer -> answer.contains("\"RESERVED\""))
                    .hasSize(5);
            assertThat(reserved("MUG-BLUE")).isEqualTo(10);
            assertThat(reserved("MUG-RED")).isEqualTo(10);
        }

        @Test
        void for_one_order_many_times_at_once_sets_the_units_aside_once() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var attempts = IntStream.range(0, 8)
                        .<Callable<String>>mapToObj(_ -> () -> reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 1))
                        .toList();
                assertThat(threads.invokeAll(attempts))
                        .extracting(java.util.concurrent.Future::resultNow)
                        .allSatisfy(answer -> assertThat(answer).contains("\"RESERVED\""));
            }
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void for_an_order_whose_id_is_none_is_refused() {
            assertRefused("not-an-id", "{\"lines\": [{\"sku\": \"MUG-BLUE\", \"quantity\": 1}]}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"lines\": null}",
                    "{\"lines\": []}",
                    "{\"lines\": [null]}",
                    "{\"lines\": [{\"quantity\": 1}]}",
                    "{\"lines\": [{\"sku\": \"MUG-BLUE\"}]}",
                    "{\"lines\": [{\"sku\": \"MUG-BLUE\", \"quantity\": -1}]}"
                })
        void of_something_malformed_is_refused(String body) {
            assertRefused(UUID.randomUUID().toString(), body);
        }

        private void assertRefused(String order, String body) {
            http.put()
                    .uri("/internal/reservations/" + order)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    @Nested
    class Releasing {

        @Test
        void makes_the_units_available_again() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            receive(new ReleaseStock(orderId));

            await().untilAsserted(() -> assertThat(reserved("MUG-BLUE")).isZero());
            assertThat(reserved("MUG-RED")).isZero();
        }

        @Test
        void before_the_request_arrives_leaves_the_request_nothing() {
            receive(new ReleaseStock(orderId));
            await().until(() -> jdbc.sql("select count(*) from reservations where order_id = ?")
                            .param(orderId)
                            .query(Long.class)
                            .single()
                    == 1);

            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3)).contains("\"RELEASED\"");
            assertThat(reserved("MUG-BLUE")).isZero();
        }
    }

    @Nested
    class A_confirmed_order {

        @Test
        void takes_its_units_out_of_the_stock() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            receive(confirmed(orderId));

            await().untilAsserted(() -> assertThat(onHand("MUG-BLUE")).isEqualTo(8));
            assertThat(onHand("MUG-RED")).isEqualTo(7);
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        @Test
        void that_is_announced_twice_takes_its_units_once() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            receive(confirmed(orderId));
            receive(confirmed(orderId));
            var later = UUID.randomUUID();
            reserve(later, "MUG-BLUE", 1, "MUG-RED", 1);
            receive(confirmed(later));

            await().untilAsserted(() -> assertThat(statusOf(later)).isEqualTo("COMMITTED"));
            await().untilAsserted(() -> assertThat(onHand("MUG-BLUE")).isEqualTo(7));
        }
    }

    @Nested
    class A_command {

        private final StockReserved reserved = new StockReserved(
                orderId, List.of(new ReservationLine("MUG-BLUE", 2), new ReservationLine("MUG-RED", 3)));

        @Test
        void to_reserve_sets_the_units_aside_and_is_answered() {
            receive(reserveStock(3));

            awaitEvents(reserved);
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void to_reserve_what_is_not_there_is_answered_with_what_is_missing() {
            receive(reserveStock(11));

            awaitEvents(new StockRejected(orderId, List.of("MUG-RED")));
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        @Test
        void to_reserve_what_was_reserved_over_rest_is_answered_with_the_same_event_again() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            awaitEvents(reserved);
            receive(reserveStock(3));

            awaitEvents(reserved, reserved);
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void that_is_repeated_after_a_release_is_answered_that_it_is_released() {
            receive(new ReleaseStock(orderId));
            receive(reserveStock(3));
            receive(new ReleaseStock(orderId));

            awaitEvents(new StockReleased(orderId), new StockReleased(orderId), new StockReleased(orderId));
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        private ReserveStock reserveStock(int redMugs) {
            return new ReserveStock(
                    orderId, List.of(new ReservationLine("MUG-BLUE", 2), new ReservationLine("MUG-RED", redMugs)));
        }
    }

    @Nested
    class A_reservation_that_is_too_old {

        @Test
        void expires_and_frees_its_units() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            letTwentyMinutesPass(orderId);

            await().untilAsserted(() -> assertThat(reserved("MUG-BLUE")).isZero());
            assertThat(statusOf(orderId)).isEqualTo("EXPIRED");
            await().untilAsserted(() -> assertThat(heard.about(orderId)).endsWith(new StockReleased(orderId)));
        }

        @Test
        void is_not_made_again_by_a_request_that_is_repeated() {
            expired();

            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3)).contains("\"RELEASED\"");
            receive(new ReserveStock(orderId, List.of(new ReservationLine("MUG-BLUE", 2))));
            await().untilAsserted(() ->
                    assertThat(heard.about(orderId)).endsWith(new StockReleased(orderId), new StockReleased(orderId)));
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        @Test
        void is_made_up_for_if_the_order_is_confirmed_and_the_units_are_still_there() {
            expired();
            receive(confirmed(orderId));

            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("COMMITTED"));
            assertThat(onHand("MUG-BLUE")).isEqualTo(8);
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        @Test
        void is_counted_as_lost_and_sells_nothing_twice_if_the_units_are_gone_when_the_order_is_confirmed() {
            var lost = meters.counter("tandem.reservations.lost");
            var before = lost.count();
            expired();
            reserve(UUID.randomUUID(), "MUG-BLUE", 10, "MUG-RED", 1);
            receive(confirmed(orderId));

            await().untilAsserted(() -> assertThat(lost.count()).isEqualTo(before + 1));
            assertThat(statusOf(orderId)).isEqualTo("EXPIRED");
            assertThat(reserved("MUG-BLUE")).isEqualTo(10);
            assertThat(reserved("MUG-RED")).isEqualTo(1);
        }

        @Test
        void expires_once_however_many_instances_see_to_it() throws Exception {
            var orders = Stream.generate(UUID::randomUUID).limit(4).toList();
            orders.forEach(order -> reserve(order, "MUG-BLUE", 1, "MUG-RED", 1));
            orders.forEach(InventoryIT.this::letTwentyMinutesPass);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(Collections.nCopies(4, Executors.callable(expireReservations::expire)));
            }

            await().untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(statusOf(order)).isEqualTo("EXPIRED")));
            assertThat(reserved("MUG-BLUE")).isZero();
            await().untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(heard.about(order)).endsWith(new StockReleased(order))));
            assertThat(orders)
                    .allSatisfy(order -> assertThat(heard.about(order)).containsOnlyOnce(new StockReleased(order)));
        }

        private void expired() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            letTwentyMinutesPass(orderId);
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("EXPIRED"));
        }
    }

    private void awaitEvents(InventoryEvent... events) {
        await().untilAsserted(() -> assertThat(heard.about(orderId)).containsExactly(events));
    }

    private void letTwentyMinutesPass(UUID order) {
        jdbc.sql("update reservations set held_since = held_since - interval '20 minutes' where order_id = ?")
                .param(order)
                .update();
    }

    /** Returns the JSON of the answer. */
    private String reserve(UUID order, String sku, int quantity, String otherSku, int otherQuantity) {
        var body = """
            {"lines": [{"sku": "%s", "quantity": %d}, {"sku": "%s", "quantity": %d}]}\
            """.formatted(sku, quantity, otherSku, otherQuantity);
        return Objects.requireNonNull(http.put()
                .uri("/internal/reservations/" + order)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private int reserved(String sku) {
        return number("reserved", sku);
    }

    private int onHand(String sku) {
        return number("on_hand", sku);
    }

    private int number(String column, String sku) {
        return jdbc.sql("select " + column + " from products where sku = ?")
                .param(sku)
                .query(Integer.class)
                .single();
    }

    private String statusOf(UUID order) {
        return jdbc.sql("select status from reservations where order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }
}
