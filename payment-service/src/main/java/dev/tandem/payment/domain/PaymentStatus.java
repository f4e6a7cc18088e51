package dev.tandem.payment.domain;

/** The status of a payment. */
public enum PaymentStatus {
    /** The provider has been asked, or is about to be; the outcome is not known yet. */
    PENDING,
    /** The provider holds the amount for us. */
    AUTHORIZED,
    /** The provider declined. */
    DECLINED,
    /** The customer has been charged. */
    CAPTURED,
    /** The amount is no longer held, and nothing was charged. */
    VOIDED,
    /** The customer was charged and got the money back. */
    REFUNDED
}
