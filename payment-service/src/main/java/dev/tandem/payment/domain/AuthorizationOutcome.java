package dev.tandem.payment.domain;

/** The outcome of asking the provider to hold an amount. */
public sealed interface AuthorizationOutcome {

    /** The amount is held. */
    record Authorized() implements AuthorizationOutcome {}

    /** The amount is not held, and never was. */
    record Declined(DeclineReason reason) implements AuthorizationOutcome {}

    /** The amount was held, and has been charged. */
    record Captured() implements AuthorizationOutcome {}

    /** The amount is no longer held, or was refunded; no late request will have it held again. */
    record Released() implements AuthorizationOutcome {}
}
