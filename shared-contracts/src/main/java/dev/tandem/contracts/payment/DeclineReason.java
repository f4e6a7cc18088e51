package dev.tandem.contracts.payment;

/** Why a payment was declined. */
public enum DeclineReason {
    /** The provider or the customer's bank declined the payment. */
    DECLINED,
    /** The payment looked like fraud. */
    SUSPECTED_FRAUD
}
