package dev.tandem.order.domain;

import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.CheckoutStep.RESERVE_STOCK;
import static dev.tandem.order.domain.Effect.ANNOUNCE_CONFIRMED;
import static dev.tandem.order.domain.Effect.ANNOUNCE_REJECTED;
import static dev.tandem.order.domain.Effect.REFUND_PAYMENT;
import static dev.tandem.order.domain.Effect.RELEASE_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.domain.OrderSaga.Transition;
import dev.tandem.order.domain.StepOutcome.OutOfStock;
import dev.tandem.order.domain.StepOutcome.PaymentAuthorized;
import dev.tandem.order.domain.StepOutcome.PaymentDeclined;
import dev.tandem.order.domain.StepOutcome.StockReserved;
import dev.tandem.order.domain.StepOutcome.TimeIsUp;
import dev.tandem.order.domain.StepOutcome.Undone;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderSagaTests {

    private static final List<StepOutcome> OUTCOMES = List.of(
            new StockReserved(),
            new OutOfStock(),
            new PaymentAuthorized(),
            new PaymentDeclined(false),
            new PaymentDeclined(true),
            new Undone(),
            new TimeIsUp());

    private static final Checkout RESERVING = Checkout.pending(RESERVE_STOCK);
    private static final Checkout PAYING = Checkout.pending(AUTHORIZE_PAYMENT);

    @Nested
    class A_pending_order {

        @Test
        void starts_with_its_stock() {
            assertThat(Checkout.START).isEqualTo(RESERVING);
        }

        @Test
        void whose_stock_is_reserved_goes_on_to_its_payment() {
            assertThat(OrderSaga.after(RESERVING, new StockReserved())).isEqualTo(to(PAYING));
        }

        @Test
        void whose_payment_is_authorized_is_confirmed() {
            assertThat(OrderSaga.after(PAYING, new PaymentAuthorized()))
                    .isEqualTo(to(Checkout.CONFIRMED, ANNOUNCE_CONFIRMED));
        }

        @Test
        void that_is_out_of_stock_is_rejected_and_has_nothing_to_undo() {
            assertThat(OrderSaga.after(RESERVING, new OutOfStock()))
                    .isEqualTo(to(Checkout.rejected(RejectionReason.OUT_OF_STOCK), ANNOUNCE_REJECTED));
        }

        @Test
        void whose_payment_is_declined_is_rejected_and_frees_its_stock() {
            assertThat(OrderSaga.after(PAYING, new PaymentDeclined(false)))
                    .isEqualTo(
                            to(Checkout.rejected(RejectionReason.PAYMENT_DECLINED), ANNOUNCE_REJECTED, RELEASE_STOCK));
            assertThat(OrderSaga.after(PAYING, new PaymentDeclined(true)))
                    .isEqualTo(
                            to(Checkout.rejected(RejectionReason.SUSPECTED_FRAUD), ANNOUNCE_REJECTED, RELEASE_STOCK));
        }

        @Test
        void whose_time_is_up_is_rejected_and_undoes_whatever_may_have_been_done() {
            var undone =
                    to(Checkout.rejected(RejectionReason.TIMED_OUT), ANNOUNCE_REJECTED, RELEASE_STOCK, REFUND_PAYMENT);

            assertThat(OrderSaga.after(RESERVING, new TimeIsUp())).isEqualTo(undone);
            assertThat(OrderSaga.after(PAYING, new TimeIsUp())).isEqualTo(undone);
        }

        @Test
        void is_not_confirmed_before_its_stock_is_reserved() {
            assertThat(OrderSaga.after(RESERVING, new PaymentAuthorized())).isEqualTo(to(RESERVING));
        }
    }

    @Nested
    class A_confirmed_order {

        @Test
        void stays_confirmed_whatever_arrives_late() {
            assertThat(OUTCOMES)
                    .allSatisfy(outcome -> assertThat(OrderSaga.after(Checkout.CONFIRMED, outcome))
                            .isEqualTo(to(Checkout.CONFIRMED)));
        }
    }

    @Nested
    class A_rejected_order {

        private final Checkout rejected = Checkout.rejected(RejectionReason.TIMED_OUT);

        @Test
        void stays_rejected_for_the_same_reason_whatever_arrives_late() {
            assertThat(OUTCOMES)
                    .allSatisfy(outcome -> assertThat(
                                    OrderSaga.after(rejected, outcome).next())
                            .isEqualTo(rejected));
        }

        @Test
        void gives_back_a_payment_that_turns_out_authorized() {
            assertThat(OrderSaga.after(rejected, new PaymentAuthorized())).isEqualTo(to(rejected, REFUND_PAYMENT));
        }

        @Test
        void frees_stock_that_turns_out_reserved() {
            assertThat(OrderSaga.after(rejected, new StockReserved())).isEqualTo(to(rejected, RELEASE_STOCK));
        }

        @Test
        void is_not_announced_a_second_time() {
            assertThat(OUTCOMES)
                    .allSatisfy(outcome -> assertThat(
                                    OrderSaga.after(rejected, outcome).effects())
                            .doesNotContain(ANNOUNCE_REJECTED, ANNOUNCE_CONFIRMED));
        }
    }

    private static Transition to(Checkout next, Effect... effects) {
        return new Transition(next, Set.copyOf(Arrays.asList(effects)));
    }
}
