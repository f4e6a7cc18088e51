package dev.tandem.payment.domain;

/** Why a payment was declined. */
public enum DeclineReason {
    /** The provider, or the customer's bank, said no. */
    DECLINED,
    /** The payment looked like fraud. */
    SUSPECTED_FRAUD
}
