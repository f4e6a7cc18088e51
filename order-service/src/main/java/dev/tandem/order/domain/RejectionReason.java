package dev.tandem.order.domain;

/** Why an order was rejected. */
public enum RejectionReason {
    /** At least one product was not available in the quantity ordered. */
    OUT_OF_STOCK,
    /** The payment provider declined the payment. */
    PAYMENT_DECLINED,
    /** The payment looked like fraud. */
    SUSPECTED_FRAUD,
    /** The order could not be completed within its time limit. */
    TIMED_OUT
}
