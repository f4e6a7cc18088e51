package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * The payment provider, which moves the money. Each operation is identified by an idempotency key and may be repeated.
 *
 * <p>Every method throws {@link OutcomeUnknownException} when the provider gives no answer, or gives an answer that
 * makes no sense. An example is the answer that it holds a different amount than the requested one.
 */
public interface PaymentProvider {

    /**
     * Asks for the outcome of an authorisation of this amount.
     *
     * @return empty if the provider does not know the key
     */
    Optional<AuthorizationOutcome> find(UUID key, Money amount);

    /**
     * Holds the amount. A repeated call holds no more, and returns the outcome of the first. The token is in plain
     * text.
     */
    AuthorizationOutcome authorize(UUID key, Money amount, String token);

    /** Charges the amount that is held. */
    void capture(UUID key);

    /**
     * Releases the amount that is held. The result is final even if the provider does not know the key: an
     * authorisation that arrives later holds nothing.
     *
     * @return the outcome of the authorisation, which may have been declined or captured before; never that the amount
     *     is still held
     */
    AuthorizationOutcome cancel(UUID key);

    /** Refunds the amount that was charged. */
    void refund(UUID key);
}
