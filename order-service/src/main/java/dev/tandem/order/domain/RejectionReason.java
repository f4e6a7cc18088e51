package dev.tandem.order.domain;

/** Why an order was rejected. */
public enum RejectionReason {
    /** At least one product was not there in the quantity asked for. */
    OUT_OF_STOCK,
    /** The payment provider declined. */
    PAYMENT_DECLINED,
    /** The payment looked like fraud. */
    SUSPECTED_FRAUD,
    /** The order could not be brought to an end within its time. */
    TIMED_OUT
}
