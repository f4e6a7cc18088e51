package dev.tandem.payment.domain;

/** What became of the amount that the provider was asked to hold. */
public sealed interface AuthorizationOutcome {

    /** It is held. */
    record Authorized() implements AuthorizationOutcome {}

    /** It is not held, and never was. */
    record Declined(DeclineReason reason) implements AuthorizationOutcome {}

    /** It was held, and has been charged. */
    record Captured() implements AuthorizationOutcome {}

    /** It is not held any more, or was given back, and no late request will have it held again. */
    record Released() implements AuthorizationOutcome {}
}
