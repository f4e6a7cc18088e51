package dev.tandem.order.domain;

/** What came of a step. No answer is not an outcome: the step is simply still open. */
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

    /** The time in which the order had to come to an end is over. */
    record TimeIsUp() implements StepOutcome {}
}
