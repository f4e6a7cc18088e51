package dev.tandem.inventory;

import static dev.tandem.consumercontracts.FakeOrders.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The commands of the saga and the events of orders. */
class InventoryMessagesIT extends StockScenario {

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
        void makes_a_late_request_reserve_nothing() {
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
        void whose_event_is_repeated_takes_its_units_once() {
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
        void to_reserve_units_reserves_them_and_is_answered() {
            receive(reserveStock(3));

            awaitEvents(reserved);
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void to_reserve_too_much_is_answered_with_the_missing_skus() {
            receive(reserveStock(11));

            awaitEvents(new StockRejected(orderId, List.of("MUG-RED")));
            assertThat(reserved("MUG-BLUE")).isZero();
        }

        @Test
        void to_reserve_again_after_rest_is_answered_by_the_same_event() {
            reserve(orderId, "MUG-BLUE", 2, "MUG-RED", 3);
            awaitEvents(reserved);
            receive(reserveStock(3));

            awaitEvents(reserved, reserved);
            assertThat(reserved("MUG-BLUE")).isEqualTo(2);
        }

        @Test
        void after_a_release_is_answered_by_the_event_of_the_release() {
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
}
