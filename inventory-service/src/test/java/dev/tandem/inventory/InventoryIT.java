package dev.tandem.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.context.Deadline;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The catalogue and the reservation of stock. */
class InventoryIT extends StockScenario {

    @Nested
    class The_catalogue {

        @Test
        void has_twenty_products_with_prices() {
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
        void leaves_out_unknown_skus() {
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
        void reserves_all_lines() {
            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3)).contains("\"RESERVED\"");

            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
            assertThat(reserved("MUG-RED")).isEqualTo(3);
        }

        @Test
        void adds_up_lines_of_the_same_product() {
            receive(new ReserveStock(
                    orderId, List.of(new ReservationLine("MUG-BLUE", 2), new ReservationLine("MUG-BLUE", 3))));

            awaitEvents(new StockReserved(orderId, List.of(new ReservationLine("MUG-BLUE", 5))));
            assertThat(reserved("MUG-BLUE")).isEqualTo(5);
        }

        @Test
        void names_a_missing_product_once_if_two_lines_request_it() {
            receive(new ReserveStock(orderId, List.of(new ReservationLine("NOPE", 2), new ReservationLine("NOPE", 3))));

            awaitEvents(new StockRejected(orderId, List.of("NOPE")));
        }

        @Test
        void twice_reserves_the_units_once() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);

            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3)).contains("\"RESERVED\"");
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void is_refused_once_the_deadline_has_passed() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answer = transactions.execute(_ -> {
                    lockMug();
                    var pending = threads.submit(() -> reserveWithin("50"));
                    await().pollDelay(Duration.ofMillis(100)).until(InventoryIT.this::isALockAwaited);
                    return pending;
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

        private void lockMug() {
            jdbc.sql("select sku from products where sku = 'MUG-BLUE' for update")
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
        void reserves_nothing_if_one_line_is_missing() {
            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 11))
                    .contains("\"OUT_OF_STOCK\"")
                    .contains("[\"MUG-RED\"]");

            assertThat(reserved("MUG-BLUE")).isZero();
            assertThat(reserved("MUG-RED")).isZero();
        }

        @Test
        void repeats_a_refusal_even_if_stock_has_arrived() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 11);
            jdbc.sql("update products set on_hand = 50 where sku = 'MUG-RED'").update();

            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 11)).contains("\"OUT_OF_STOCK\"");
        }

        @Test
        void the_last_units_concurrently_sells_none_twice() throws Exception {
            List<String> answers;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var attempts = IntStream.range(0, 12)
                        .<Callable<String>>mapToObj(_ -> () -> reserve(UUID.randomUUID(), "MUG-BLUE", 2, "MUG-RED", 2))
                        .toList();
                answers = threads.invokeAll(attempts).stream()
                        .map(Future::resultNow)
                        .toList();
            }

            assertThat(answers)
                    .filteredOn(answer -> answer.contains("\"RESERVED\""))
                    .hasSize(5);
            assertThat(reserved("MUG-BLUE")).isEqualTo(10);
            assertThat(reserved("MUG-RED")).isEqualTo(10);
        }

        @Test
        void for_one_order_concurrently_reserves_the_units_once() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var attempts = IntStream.range(0, 8)
                        .<Callable<String>>mapToObj(_ -> () -> reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 1))
                        .toList();
                assertThat(threads.invokeAll(attempts))
                        .extracting(Future::resultNow)
                        .allSatisfy(answer -> assertThat(answer).contains("\"RESERVED\""));
            }
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void with_a_malformed_order_id_is_refused() {
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
        void with_a_malformed_body_is_refused(String body) {
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

    private boolean isALockAwaited() {
        return jdbc.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }
}
