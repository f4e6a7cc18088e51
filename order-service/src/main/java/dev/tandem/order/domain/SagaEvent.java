package dev.tandem.order.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a step, or the reason to stop waiting for one. A missing answer is not an outcome: the step is still
 * open.
 */
public sealed interface SagaEvent {

    /**
     * The stock was reserved.
     *
     * @param lines the units reserved; absent if the other service does not report them
     */
    record StockReserved(@Nullable List<Units> lines) implements SagaEvent {

        public StockReserved() {
            this(null);
        }
    }

    record OutOfStock() implements SagaEvent {}

    /**
     * The payment was authorised.
     *
     * @param amount the amount held; absent if the other service does not report it
     */
    record PaymentAuthorized(@Nullable Money amount) implements SagaEvent {

        public PaymentAuthorized() {
            this(null);
        }
    }

    /**
     * The payment was declined.
     *
     * @param fraud whether it was declined because it looked like fraud
     */
    record PaymentDeclined(boolean fraud) implements SagaEvent {}

    /**
     * The result of the step differs from the order.
     *
     * @param difference the ordered and the reported values, for the log
     */
    record Mismatched(CheckoutStep step, String difference) implements SagaEvent {}

    /** The step was undone before, so it can no longer be carried out. */
    record Undone() implements SagaEvent {}

    /** The customer no longer waits for the step, or its outcome is unknown: the order continues over Kafka. */
    record HandedOver() implements SagaEvent {}

    /** The time limit of the order has passed. */
    record TimedOut() implements SagaEvent {}

    /** The customer no longer wants the order. */
    record Cancelled() implements SagaEvent {}
}
