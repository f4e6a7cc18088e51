package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * Who moves the money. Each operation is named by an idempotency key and may be repeated.
 *
 * <p>Every method throws {@link OutcomeUnknownException} when the provider gives no answer.
 */
public interface PaymentProvider {

    /** Holds the amount. A repeated call returns the first outcome. */
    AuthorizationOutcome authorize(UUID key, Money amount, String token);

    /** What came of an authorisation; empty if the provider never heard of it. */
    Optional<AuthorizationOutcome> find(UUID key);

    /** Charges what is held. */
    void capture(UUID key);

    /** Lets go of what is held, before a capture. */
    void cancel(UUID key);

    /** Gives back what was charged. */
    void refund(UUID key);
}
