package dev.tandem.order.domain;

import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.CheckoutStep.RESERVE_STOCK;
import static dev.tandem.order.domain.Effect.ANNOUNCE_CANCELLED;
import static dev.tandem.order.domain.Effect.ANNOUNCE_CONFIRMED;
import static dev.tandem.order.domain.Effect.ANNOUNCE_REJECTED;
import static dev.tandem.order.domain.Effect.ASK_FOR_PAYMENT;
import static dev.tandem.order.domain.Effect.ASK_FOR_STOCK;
import static dev.tandem.order.domain.Effect.REFUND_PAYMENT;
import static dev.tandem.order.domain.Effect.RELEASE_STOCK;
import static dev.tandem.order.domain.Transport.KAFKA;
import static dev.tandem.order.domain.Transport.REST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.domain.OrderSaga.Transition;
import dev.tandem.order.domain.SagaEvent.Cancelled;
import dev.tandem.order.domain.SagaEvent.HandedOver;
import dev.tandem.order.domain.SagaEvent.Mismatched;
import dev.tandem.order.domain.SagaEvent.OutOfStock;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.PaymentDeclined;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaEvent.TimedOut;
import dev.tandem.order.domain.SagaEvent.Undone;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderSagaTests {

    @Nested
    class An_order_that_is_carried_over_rest {

        private final SagaState reserving = SagaState.pending(RESERVE_STOCK, REST);
        private final SagaState paying = SagaState.pending(AUTHORIZE_PAYMENT, REST);

        @Test
        void starts_with_its_stock() {
            assertThat(SagaState.START).isEqualTo(reserving);
        }

        @Test
        void goes_on_to_its_payment_without_a_command() {
            assertThat(OrderSaga.after(reserving, new StockReserved())).isEqualTo(to(paying));
        }

        @Test
        void is_handed_over_at_its_current_step() {
            assertThat(OrderSaga.after(reserving, new HandedOver()))
                    .isEqualTo(to(SagaState.pending(RESERVE_STOCK, KAFKA), ASK_FOR_STOCK));
            assertThat(OrderSaga.after(paying, new HandedOver()))
                    .isEqualTo(to(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA), ASK_FOR_PAYMENT));
        }
    }

    @Nested
    class An_order_that_is_carried_over_kafka {

        private final SagaState reserving = SagaState.pending(RESERVE_STOCK, KAFKA);
        private final SagaState paying = SagaState.pending(AUTHORIZE_PAYMENT, KAFKA);

        @Test
        void goes_on_to_its_payment_by_a_command() {
            assertThat(OrderSaga.after(reserving, new StockReserved())).isEqualTo(to(paying, ASK_FOR_PAYMENT));
        }

        @Test
        void requests_its_payment_once_if_the_stock_is_reported_twice() {
            assertThat(OrderSaga.after(paying, new StockReserved())).isEqualTo(to(paying));
        }

        @Test
        void repeats_its_command_when_it_is_handed_over_again() {
            assertThat(OrderSaga.after(reserving, new HandedOver())).isEqualTo(to(reserving, ASK_FOR_STOCK));
            assertThat(OrderSaga.after(paying, new HandedOver())).isEqualTo(to(paying, ASK_FOR_PAYMENT));
        }
    }

    /** The transport of an order makes no difference to its end. */
    @Nested
    class A_pending_order {

        @ParameterizedTest
        @EnumSource
        void whose_payment_is_authorized_is_confirmed(Transport transport) {
            assertThat(OrderSaga.after(SagaState.pending(AUTHORIZE_PAYMENT, transport), new PaymentAuthorized()))
                    .isEqualTo(to(SagaState.CONFIRMED, ANNOUNCE_CONFIRMED));
        }

        @ParameterizedTest
        @EnumSource
        void is_not_confirmed_before_its_stock_is_reserved(Transport transport) {
            var reserving = SagaState.pending(RESERVE_STOCK, transport);

            assertThat(OrderSaga.after(reserving, new PaymentAuthorized())).isEqualTo(to(reserving));
        }

        @ParameterizedTest
        @EnumSource
        void that_is_out_of_stock_is_rejected_and_has_nothing_to_undo(Transport transport) {
            assertThat(OrderSaga.after(SagaState.pending(RESERVE_STOCK, transport), new OutOfStock()))
                    .isEqualTo(to(SagaState.rejected(RejectionReason.OUT_OF_STOCK), ANNOUNCE_REJECTED));
        }

        @ParameterizedTest
        @EnumSource
        void whose_payment_is_declined_is_rejected_and_releases_its_stock(Transport transport) {
            var paying = SagaState.pending(AUTHORIZE_PAYMENT, transport);

            assertThat(OrderSaga.after(paying, new PaymentDeclined(false)))
                    .isEqualTo(
                            to(SagaState.rejected(RejectionReason.PAYMENT_DECLINED), ANNOUNCE_REJECTED, RELEASE_STOCK));
            assertThat(OrderSaga.after(paying, new PaymentDeclined(true)))
                    .isEqualTo(
                            to(SagaState.rejected(RejectionReason.SUSPECTED_FRAUD), ANNOUNCE_REJECTED, RELEASE_STOCK));
        }

        @ParameterizedTest
        @EnumSource
        void is_rejected_and_compensated_after_its_time_limit(Transport transport) {
            var timedOut = SagaState.rejected(RejectionReason.TIMED_OUT);

            assertThat(OrderSaga.after(SagaState.pending(RESERVE_STOCK, transport), new TimedOut()))
                    .isEqualTo(to(timedOut, ANNOUNCE_REJECTED, RELEASE_STOCK));
            assertThat(OrderSaga.after(SagaState.pending(AUTHORIZE_PAYMENT, transport), new TimedOut()))
                    .isEqualTo(to(timedOut, ANNOUNCE_REJECTED, RELEASE_STOCK, REFUND_PAYMENT));
        }

        @ParameterizedTest
        @EnumSource
        void with_a_mismatched_step_is_rejected_and_compensated(Transport transport) {
            var rejected =
                    to(SagaState.rejected(RejectionReason.TIMED_OUT), ANNOUNCE_REJECTED, RELEASE_STOCK, REFUND_PAYMENT);

            for (var step : CheckoutStep.values()) {
                for (var mismatched : CheckoutStep.values()) {
                    assertThat(OrderSaga.after(
                                    SagaState.pending(step, transport), new Mismatched(mismatched, "something else")))
                            .isEqualTo(rejected);
                }
            }
        }

        @ParameterizedTest
        @EnumSource
        void whose_reservation_has_expired_is_rejected(Transport transport) {
            assertThat(OrderSaga.after(SagaState.pending(AUTHORIZE_PAYMENT, transport), new Undone()))
                    .isEqualTo(to(
                            SagaState.rejected(RejectionReason.TIMED_OUT),
                            ANNOUNCE_REJECTED,
                            RELEASE_STOCK,
                            REFUND_PAYMENT));
        }

        @ParameterizedTest
        @EnumSource
        void can_be_cancelled_and_is_compensated(Transport transport) {
            assertThat(OrderSaga.after(SagaState.pending(RESERVE_STOCK, transport), new Cancelled()))
                    .isEqualTo(to(SagaState.CANCELLED, ANNOUNCE_CANCELLED, RELEASE_STOCK));
            assertThat(OrderSaga.after(SagaState.pending(AUTHORIZE_PAYMENT, transport), new Cancelled()))
                    .isEqualTo(to(SagaState.CANCELLED, ANNOUNCE_CANCELLED, RELEASE_STOCK, REFUND_PAYMENT));
        }
    }

    @Nested
    class A_confirmed_order {

        @ParameterizedTest
        @EnumSource
        void stays_confirmed_after_a_mismatch(CheckoutStep step) {
            assertThat(OrderSaga.after(SagaState.CONFIRMED, new Mismatched(step, "something else")))
                    .isEqualTo(to(SagaState.CONFIRMED));
        }

        @Test
        void can_be_cancelled_and_is_compensated() {
            assertThat(OrderSaga.after(SagaState.CONFIRMED, new Cancelled()))
                    .isEqualTo(to(SagaState.CANCELLED, ANNOUNCE_CANCELLED, RELEASE_STOCK, REFUND_PAYMENT));
        }
    }

    @Nested
    class A_rejected_or_cancelled_order {

        @Test
        void compensates_a_mismatched_step() {
            assertThat(OrderSaga.after(SagaState.CANCELLED, new Mismatched(AUTHORIZE_PAYMENT, "another amount")))
                    .isEqualTo(to(SagaState.CANCELLED, REFUND_PAYMENT));
            assertThat(OrderSaga.after(SagaState.CANCELLED, new Mismatched(RESERVE_STOCK, "other lines")))
                    .isEqualTo(to(SagaState.CANCELLED, RELEASE_STOCK));
        }

        @Test
        void refunds_a_payment_that_is_authorized_late() {
            assertThat(OrderSaga.after(SagaState.CANCELLED, new PaymentAuthorized()))
                    .isEqualTo(to(SagaState.CANCELLED, REFUND_PAYMENT));
        }

        @Test
        void releases_stock_that_is_reserved_late() {
            var rejected = SagaState.rejected(RejectionReason.TIMED_OUT);

            assertThat(OrderSaga.after(rejected, new StockReserved())).isEqualTo(to(rejected, RELEASE_STOCK));
        }
    }

    private static Transition to(SagaState next, Effect... effects) {
        return new Transition(next, Set.of(effects));
    }
}
