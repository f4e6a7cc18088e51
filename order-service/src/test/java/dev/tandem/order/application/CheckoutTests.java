package dev.tandem.order.application;

import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.CheckoutStep.RESERVE_STOCK;
import static dev.tandem.order.domain.Transport.KAFKA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaEvent.OutOfStock;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.PaymentDeclined;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaState;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckoutTests extends CheckoutStage {

    @Nested
    class Placing_an_order {

        @Test
        void confirms_it_when_both_steps_succeed() {
            var order = place();

            assertThat(now(order).status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(order.total()).isEqualTo(new Money(2590, "EUR"));
            assertThat(steps.calls).containsExactly("reserve stock", "authorize payment");
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void requests_no_payment_when_the_stock_is_missing() {
            steps.stock = OutOfStock::new;

            var order = place();

            assertThat(now(order).sagaState().rejectionReason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
            assertThat(steps.calls).containsExactly("reserve stock");
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ANNOUNCE_REJECTED");
        }

        @Test
        void releases_the_stock_when_the_payment_is_declined() {
            steps.payment = () -> new PaymentDeclined(false);

            var order = place();

            assertThat(now(order).sagaState().rejectionReason()).isEqualTo(RejectionReason.PAYMENT_DECLINED);
            assertThat(events.published)
                    .containsExactlyInAnyOrder("ANNOUNCE_PLACED", "ANNOUNCE_REJECTED", "RELEASE_STOCK");
        }

        @Test
        void of_an_unknown_product_is_refused_and_leaves_no_trace() {
            assertThatThrownBy(() -> place(new Item("MUG-BLUE", 1), new Item("NOPE", 1)))
                    .isInstanceOf(UnknownProductException.class)
                    .hasMessage("The catalogue does not contain these products: NOPE.");

            assertThat(orders.findPage(null, null, 10)).isEmpty();
            assertThat(events.published).isEmpty();
        }

        @Test
        void keeps_an_accepted_order_pending_after_any_failure() {
            steps.payment = () -> {
                throw new IllegalStateException("the database is unavailable");
            };

            assertThat(place().status()).isEqualTo(OrderStatus.PENDING);
        }
    }

    @Nested
    class Handing_over_to_kafka {

        @Test
        void requests_the_unanswered_step_by_command() {
            steps.payment = FakeSteps::noAnswer;

            var order = place();

            assertThat(now(order).sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT");
        }

        @Test
        void begins_no_step_that_could_not_be_answered_in_time() {
            steps.stock = () -> {
                clock.advance(BUDGET);
                return new StockReserved();
            };

            var order = place();

            assertThat(steps.calls).containsExactly("reserve stock");
            assertThat(now(order).sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT");
        }

        @Test
        void is_done_at_once_when_no_customer_waits() {
            var order = placeOrder.place(TWO_MUGS);

            assertThat(steps.calls).isEmpty();
            assertThat(now(order).sagaState()).isEqualTo(SagaState.pending(RESERVE_STOCK, KAFKA));
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK");
        }

        @Test
        void reads_prices_within_the_usual_budget() {
            placeOrder.place(TWO_MUGS);

            assertThat(catalogue.asked).containsExactly(Optional.of(Deadline.in(settings.responseBudget(), clock)));
        }

        @Test
        void is_done_when_the_service_shuts_down() {
            steps.stock = () -> {
                continueCheckout.stop();
                return new StockReserved();
            };

            assertThat(place().sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(steps.calls).containsExactly("reserve stock");
        }

        @Test
        void confirms_the_order_by_the_outcomes_of_its_steps() {
            var order = placeOrder.place(TWO_MUGS);

            advanceOrder.advance(order.id(), new StockReserved());
            advanceOrder.advance(order.id(), new PaymentAuthorized());

            assertThat(now(order).status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(events.published)
                    .containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK", "ASK_FOR_PAYMENT", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void ignores_an_answer_over_rest_that_comes_late() {
            steps.payment = () -> {
                advanceOrder.advance(newest().id(), new SagaEvent.HandedOver());
                advanceOrder.advance(newest().id(), new PaymentAuthorized());
                return new PaymentAuthorized();
            };

            var order = place();

            assertThat(now(order).status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void finds_no_order_with_an_unknown_id() {
            assertThat(advanceOrder.advance(UUID.randomUUID(), new StockReserved()))
                    .isEmpty();
        }
    }
}
