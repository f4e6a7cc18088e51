package dev.tandem.payment.domain;

/** Where a payment stands. */
public enum PaymentStatus {
    /** The provider has been asked, or is about to be; what it did is not known yet. */
    PENDING,
    /** The provider holds the amount for us. */
    AUTHORIZED,
    /** The provider refused. */
    DECLINED,
    /** The customer has been charged. */
    CAPTURED,
    /** Nothing is held any more, and nothing was charged. */
    VOIDED,
    /** The customer was charged and got the money back. */
    REFUNDED
}
