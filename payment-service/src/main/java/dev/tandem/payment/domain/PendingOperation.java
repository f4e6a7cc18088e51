package dev.tandem.payment.domain;

/** What is still to be brought about at the provider. */
public enum PendingOperation {
    /** Hold the amount, or find out whether it is held already. */
    AUTHORIZE,
    /** Charge the customer: the order is confirmed. */
    CAPTURE,
    /** Take nothing, or give it back: the order came to nothing. */
    UNDO
}
