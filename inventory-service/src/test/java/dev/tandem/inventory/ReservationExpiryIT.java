package dev.tandem.inventory;

import static dev.tandem.consumercontracts.FakeOrders.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.ReservationLine;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The end of a reservation that is neither committed nor released in time. */
class ReservationExpiryIT extends StockScenario {

    @Nested
    class An_overdue_reservation {

        @Test
        void expires_and_frees_its_units() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            letTwentyMinutesPass(orderId);

            await().untilAsserted(() -> assertThat(reserved("MUG-BLUE")).isZero());
            assertThat(statusOf(orderId)).isEqualTo("EXPIRED");
            await().untilAsserted(() -> assertThat(publishedEvents.of(orderId)).endsWith(new StockReleased(orderId)));
        }

        @Test
        void is_not_reserved_again_by_a_repeated_request() {
            expired();

            assertThat(reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3)).contains("\"RELEASED\"");
            receive(new ReserveStock(orderId, List.of(new ReservationLine("MUG-BLUE", 2))));
            await().untilAsserted(() -> assertThat(publishedEvents.of(orderId))
                    .endsWith(new StockReleased(orderId), new StockReleased(orderId)));
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        @Test
        void is_reserved_again_if_its_order_is_confirmed() {
            expired();
            receive(confirmed(orderId));

            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("COMMITTED"));
            assertThat(onHand("MUG-BLUE")).isEqualTo(8);
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        @Test
        void is_lost_and_sells_no_unit_twice_if_its_units_are_gone() {
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
        void expires_once_if_several_instances_run_the_job() throws Exception {
            var orders = Stream.generate(UUID::randomUUID).limit(4).toList();
            orders.forEach(order -> reserve(order, "MUG-BLUE", 1, "MUG-RED", 1));
            orders.forEach(ReservationExpiryIT.this::letTwentyMinutesPass);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(Collections.nCopies(4, Executors.callable(expireReservations::expire)));
            }

            await().untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(statusOf(order)).isEqualTo("EXPIRED")));
            assertThat(reserved("MUG-BLUE")).isZero();
            await().untilAsserted(() -> assertThat(orders)
                    .allSatisfy(order -> assertThat(publishedEvents.of(order)).endsWith(new StockReleased(order))));
            assertThat(orders)
                    .allSatisfy(
                            order -> assertThat(publishedEvents.of(order)).containsOnlyOnce(new StockReleased(order)));
        }

        private void expired() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            letTwentyMinutesPass(orderId);
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("EXPIRED"));
        }
    }
}
