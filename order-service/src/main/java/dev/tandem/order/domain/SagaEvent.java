package dev.tandem.order.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a step, or what put an end to waiting for it. No answer is not an outcome: the step is still open. */
public sealed interface SagaEvent {

    /**
     * The stock was reserved.
     *
     * @param lines what was set aside; absent if the other service does not say
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
     * @param amount what is held; absent if the other service does not say
     */
    record PaymentAuthorized(@Nullable Money amount) implements SagaEvent {

        public PaymentAuthorized() {
            this(null);
        }
    }

    /**
     * The payment was refused.
     *
     * @param fraud whether because it looked like fraud
     */
    record PaymentDeclined(boolean fraud) implements SagaEvent {}

    /**
     * The step was done, but not as the order asks for it.
     *
     * @param difference what was asked for and what was done, for the log
     */
    record Mismatched(CheckoutStep step, String difference) implements SagaEvent {}

    /** The step was undone before, so it cannot be done any more. */
    record Undone() implements SagaEvent {}

    /** Nobody waits for the step any more, or nobody knows what became of it: it goes on over Kafka. */
    record HandedOver() implements SagaEvent {}

    /** The time in which the order had to come to an end is over. */
    record TimedOut() implements SagaEvent {}

    /** The customer does not want the order any more. */
    record Cancelled() implements SagaEvent {}
}
