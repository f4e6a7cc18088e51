package dev.tandem.payment.domain;

/** The operation that still has to be carried out at the provider. */
public enum PendingOperation {
    /** Hold the amount, or find out whether it is held already. */
    AUTHORIZE,
    /** Charge the customer: the order is confirmed. */
    CAPTURE,
    /** Void or refund the payment: the order was rejected or cancelled. */
    UNDO
}
