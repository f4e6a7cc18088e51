package dev.tandem.order.domain;

import static dev.tandem.order.domain.Effect.ANNOUNCE_CONFIRMED;
import static dev.tandem.order.domain.Effect.ANNOUNCE_REJECTED;
import static dev.tandem.order.domain.Effect.REFUND_PAYMENT;
import static dev.tandem.order.domain.Effect.RELEASE_STOCK;

import dev.tandem.order.domain.StepOutcome.OutOfStock;
import dev.tandem.order.domain.StepOutcome.PaymentAuthorized;
import dev.tandem.order.domain.StepOutcome.PaymentDeclined;
import dev.tandem.order.domain.StepOutcome.StockReserved;
import dev.tandem.order.domain.StepOutcome.TimeIsUp;
import dev.tandem.order.domain.StepOutcome.Undone;
import java.util.Arrays;
import java.util.Set;

/**
 * Which step follows which: reserve stock, authorise payment, confirm; and what is undone when that fails. A pure
 * function, so that whoever carries the steps, and however often an outcome arrives, the order goes the same way.
 */
public final class OrderSaga {

    private OrderSaga() {}

    /**
     * The state that follows, and what has to be said with it.
     *
     * @param effects to be written in the same transaction as the state
     */
    public record Transition(Checkout next, Set<Effect> effects) {}

    /** What follows from the outcome of a step. An outcome that comes late, or twice, changes nothing but is undone. */
    public static Transition after(Checkout now, StepOutcome outcome) {
        return switch (now.status()) {
            case PENDING -> pending(now, outcome);
            case CONFIRMED -> stay(now);
            case REJECTED -> undo(now, outcome);
        };
    }

    private static Transition pending(Checkout now, StepOutcome outcome) {
        return switch (outcome) {
            case StockReserved _ -> to(Checkout.pending(CheckoutStep.AUTHORIZE_PAYMENT));
            case OutOfStock _ -> to(Checkout.rejected(RejectionReason.OUT_OF_STOCK), ANNOUNCE_REJECTED);
            case PaymentAuthorized _
            when now.nextStep() == CheckoutStep.AUTHORIZE_PAYMENT -> to(Checkout.CONFIRMED, ANNOUNCE_CONFIRMED);
            case PaymentAuthorized _ -> stay(now);
            case PaymentDeclined(var fraud) ->
                to(
                        Checkout.rejected(fraud ? RejectionReason.SUSPECTED_FRAUD : RejectionReason.PAYMENT_DECLINED),
                        ANNOUNCE_REJECTED,
                        RELEASE_STOCK);
            case Undone _, TimeIsUp _ ->
                to(Checkout.rejected(RejectionReason.TIMED_OUT), ANNOUNCE_REJECTED, RELEASE_STOCK, REFUND_PAYMENT);
        };
    }

    private static Transition undo(Checkout rejected, StepOutcome outcome) {
        return switch (outcome) {
            case StockReserved _ -> to(rejected, RELEASE_STOCK);
            case PaymentAuthorized _ -> to(rejected, REFUND_PAYMENT);
            case OutOfStock _, PaymentDeclined _, Undone _, TimeIsUp _ -> stay(rejected);
        };
    }

    private static Transition stay(Checkout now) {
        return to(now);
    }

    private static Transition to(Checkout next, Effect... effects) {
        return new Transition(next, Set.copyOf(Arrays.asList(effects)));
    }
}
