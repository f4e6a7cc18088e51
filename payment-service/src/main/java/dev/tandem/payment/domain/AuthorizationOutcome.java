package dev.tandem.payment.domain;

/** What the provider did when it was asked to hold an amount. */
public sealed interface AuthorizationOutcome {

    record Authorized() implements AuthorizationOutcome {}

    record Declined(DeclineReason reason) implements AuthorizationOutcome {}
}
