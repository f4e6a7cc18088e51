package dev.tandem.order.domain;

import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.Effect.ANNOUNCE_CANCELLED;
import static dev.tandem.order.domain.Effect.ANNOUNCE_CONFIRMED;
import static dev.tandem.order.domain.Effect.ANNOUNCE_PLACED;
import static dev.tandem.order.domain.Effect.ANNOUNCE_REJECTED;
import static dev.tandem.order.domain.Effect.ASK_FOR_PAYMENT;
import static dev.tandem.order.domain.Effect.ASK_FOR_STOCK;
import static dev.tandem.order.domain.Effect.REFUND_PAYMENT;
import static dev.tandem.order.domain.Effect.RELEASE_STOCK;
import static java.util.Objects.requireNonNull;

import dev.tandem.order.domain.SagaEvent.Cancelled;
import dev.tandem.order.domain.SagaEvent.HandedOver;
import dev.tandem.order.domain.SagaEvent.Mismatched;
import dev.tandem.order.domain.SagaEvent.OutOfStock;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.PaymentDeclined;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaEvent.TimedOut;
import dev.tandem.order.domain.SagaEvent.Undone;
import java.util.EnumSet;
import java.util.Set;

/**
 * The sequence of steps (reserve stock, authorise payment, confirm), and the compensation when one fails. A pure
 * function: neither the transport of its steps nor a repeated outcome changes the course of an order.
 */
public final class OrderSaga {

    private static final Set<Effect> EVERYTHING = Set.of(RELEASE_STOCK, REFUND_PAYMENT);

    private OrderSaga() {}

    /** The messages to publish when an order is placed. Its saga begins in {@link SagaState#START}. */
    public static Set<Effect> begin() {
        return Set.of(ANNOUNCE_PLACED);
    }

    /**
     * The next state, and the messages to publish with it.
     *
     * @param effects to be written in the same transaction as the state
     */
    public record Transition(SagaState next, Set<Effect> effects) {}

    /** Returns the transition after an outcome. A late or repeated outcome does not change an order that has ended. */
    public static Transition after(SagaState now, SagaEvent outcome) {
        return switch (now.status()) {
            case PENDING -> pending(now, requireNonNull(now.nextStep()), requireNonNull(now.transport()), outcome);
            case CONFIRMED -> outcome instanceof Cancelled ? cancel(AUTHORIZE_PAYMENT) : stay(now);
            case REJECTED, CANCELLED -> late(now, outcome);
        };
    }

    private static Transition pending(SagaState now, CheckoutStep step, Transport transport, SagaEvent outcome) {
        var paying = step == AUTHORIZE_PAYMENT;
        return switch (outcome) {
            case StockReserved _ -> paying ? stay(now) : ask(AUTHORIZE_PAYMENT, transport);
            case PaymentAuthorized _ -> paying ? to(SagaState.CONFIRMED, ANNOUNCE_CONFIRMED) : stay(now);
            case OutOfStock _ -> reject(RejectionReason.OUT_OF_STOCK, paying ? undoOf(step) : Set.of());
            case PaymentDeclined(var fraud) ->
                reject(
                        fraud ? RejectionReason.SUSPECTED_FRAUD : RejectionReason.PAYMENT_DECLINED,
                        Set.of(RELEASE_STOCK));
            case Mismatched _ -> reject(RejectionReason.TIMED_OUT, EVERYTHING);
            case Undone _, TimedOut _ -> reject(RejectionReason.TIMED_OUT, undoOf(step));
            case HandedOver _ -> ask(step, Transport.KAFKA);
            case Cancelled _ -> cancel(step);
        };
    }

    /** Over REST the request itself makes the next call. Over Kafka a command requests the step. */
    private static Transition ask(CheckoutStep step, Transport transport) {
        var next = SagaState.pending(step, transport);
        return switch (transport) {
            case REST -> to(next);
            case KAFKA -> to(next, commandOf(step));
        };
    }

    private static Effect commandOf(CheckoutStep step) {
        return switch (step) {
            case RESERVE_STOCK -> ASK_FOR_STOCK;
            case AUTHORIZE_PAYMENT -> ASK_FOR_PAYMENT;
        };
    }

    private static Transition reject(RejectionReason reason, Set<Effect> compensation) {
        return with(ANNOUNCE_REJECTED, SagaState.rejected(reason), compensation);
    }

    private static Transition cancel(CheckoutStep step) {
        return with(ANNOUNCE_CANCELLED, SagaState.CANCELLED, undoOf(step));
    }

    /** The compensation for everything that an order may hold at a step. No payment is requested before its step. */
    private static Set<Effect> undoOf(CheckoutStep step) {
        return switch (step) {
            case RESERVE_STOCK -> Set.of(RELEASE_STOCK);
            case AUTHORIZE_PAYMENT -> EVERYTHING;
        };
    }

    /**
     * An order that has ended has been compensated. A step that succeeds afterwards is compensated again, which the
     * services accept.
     */
    private static Transition late(SagaState ended, SagaEvent outcome) {
        return switch (outcome) {
            case StockReserved _ -> to(ended, RELEASE_STOCK);
            case PaymentAuthorized _ -> to(ended, REFUND_PAYMENT);
            case Mismatched done -> to(ended, done.step() == AUTHORIZE_PAYMENT ? REFUND_PAYMENT : RELEASE_STOCK);
            case OutOfStock _, PaymentDeclined _, Undone _, HandedOver _, TimedOut _, Cancelled _ -> stay(ended);
        };
    }

    private static Transition stay(SagaState now) {
        return to(now);
    }

    private static Transition to(SagaState next, Effect... effects) {
        return new Transition(next, Set.of(effects));
    }

    private static Transition with(Effect announcement, SagaState next, Set<Effect> compensation) {
        var effects = EnumSet.of(announcement);
        effects.addAll(compensation);
        return new Transition(next, effects);
    }
}
