package dev.tandem.order.domain;

/** What came of a step, or what put an end to waiting for it. No answer is not an outcome: the step is still open. */
public sealed interface StepOutcome {

    record StockReserved() implements StepOutcome {}

    record OutOfStock() implements StepOutcome {}

    record PaymentAuthorized() implements StepOutcome {}

    /**
     * The payment was refused.
     *
     * @param fraud whether because it looked like fraud
     */
    record PaymentDeclined(boolean fraud) implements StepOutcome {}

    /** The step was undone before, so it cannot be done any more. */
    record Undone() implements StepOutcome {}

    /** Nobody waits for the step any more, or nobody knows what became of it: it goes on over Kafka. */
    record HandedOver() implements StepOutcome {}

    /** The time in which the order had to come to an end is over. */
    record TimeIsUp() implements StepOutcome {}

    /** The customer does not want the order any more. */
    record Cancelled() implements StepOutcome {}
}
