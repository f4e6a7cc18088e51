package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * Who moves the money. Each operation is named by an idempotency key and may be repeated.
 *
 * <p>Every method throws {@link OutcomeUnknownException} when the provider gives no answer, or one that makes no sense: that it
 * holds another amount than it was asked for, say.
 */
public interface PaymentProvider {

    /**
     * Asks what has become of an authorisation of this amount.
     *
     * @return empty if the provider has never heard of the key
     */
    Optional<AuthorizationOutcome> find(UUID key, Money amount);

    /** Holds the amount. A repeated call holds no more, and answers what has become of the first. */
    AuthorizationOutcome authorize(UUID key, Money amount, String token);

    /** Charges what is held. */
    void capture(UUID key);

    /**
     * Lets go of what is held. Definite even for a key that the provider has not heard of: an authorisation that
     * arrives later holds nothing.
     *
     * @return what has become of the authorisation, which may be that it was declined or captured before; never that it
     *     is still held
     */
    AuthorizationOutcome cancel(UUID key);

    /** Gives back what was charged. */
    void refund(UUID key);
}
