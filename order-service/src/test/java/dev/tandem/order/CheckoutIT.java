package dev.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An order over REST and over Kafka. */
class CheckoutIT extends OrderService {

    @Nested
    class An_order {

        @Test
        void is_confirmed_and_announces_it_on_kafka() {
            var id = idOf(post().expectStatus().isCreated());

            assertThat(typesOf("order.events", id))
                    .containsExactly("order.placed.v1", "order.confirmed.v2", "order.confirmed.v1");
        }

        @Test
        void is_sold_at_the_price_of_the_catalogue() {
            post().expectBody().jsonPath("$.total.amount").isEqualTo(2590);
        }

        @Test
        void that_is_declined_has_its_stock_released_over_kafka() {
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
        void requests_the_unanswered_step_over_kafka() {
            OTHERS.fail("payments", 503);

            var id = idOf(post().expectStatus().isAccepted());

            assertThat(typesOf("inventory.commands", id)).isEmpty();
            assertThat(typesOf("payment.commands", id)).containsExactly("payment.authorize-sealed-payment.v1");
        }

        @Test
        void is_answered_when_the_budget_is_used_up() {
            OTHERS.holdPayments();

            var id = idOf(post("Prefer", "wait=1").expectStatus().isAccepted());

            OTHERS.release();
            assertThat(typesOf("payment.commands", id)).containsExactly("payment.authorize-sealed-payment.v1");
        }

        @Test
        void continues_with_each_event_of_the_other_services() {
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
        void releases_its_stock_when_its_payment_is_declined() {
            OTHERS.fail("payments", 503);
            var id = idOf(order("tok_declined").expectStatus().isAccepted());

            await().until(() -> !typesOf("payment.commands", id).isEmpty());
            letPaymentAnswer(id);

            await().until(() -> statusOf(id).equals("REJECTED"));
            assertThat(typesOf("inventory.commands", id)).containsExactly("inventory.release-stock.v1");
        }

        @Test
        void repeats_its_command_when_its_claim_expires() {
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

            publish(new PaymentAuthorized(id, new Money(9900, "EUR")));

            expectUndone(id);
        }

        @Test
        void is_rejected_and_undone_when_other_lines_were_reserved() {
            var id = idOf(post("Prefer", "respond-async").expectStatus().isAccepted());

            publish(new StockReserved(id, List.of(new ReservationLine("MUG-RED", 2))));

            expectUndone(id);
        }

        @Test
        void is_rejected_at_once_when_the_service_answers_409() {
            OTHERS.fail("payments", 409);

            expectUndone(idOf(post().expectStatus().isEqualTo(504)));
        }

        @Test
        void stays_confirmed_when_the_mismatch_comes_later() {
            var id = idOf(post().expectStatus().isCreated());
            var counted = mismatches();

            publish(new PaymentAuthorized(id, new Money(9900, "EUR")));

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
    class A_cancelled_order {

        @Test
        void is_compensated_over_kafka() {
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
        void refunds_a_payment_that_is_authorized_later() {
            OTHERS.fail("payments", 503);
            var id = idOf(post().expectStatus().isAccepted());
            cancel(id).expectStatus().isOk();

            publish(new PaymentAuthorized(id, new Money(2590, "EUR")));

            await().until(() -> typesOf("payment.commands", id)
                    .equals(List.of(
                            "payment.authorize-sealed-payment.v1",
                            "payment.refund-payment.v1",
                            "payment.refund-payment.v1")));
            assertThat(statusOf(id)).isEqualTo("CANCELLED");
        }
    }
}
