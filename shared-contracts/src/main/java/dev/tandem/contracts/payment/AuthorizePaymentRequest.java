package dev.tandem.contracts.payment;

import dev.tandem.contracts.Money;
import java.util.Objects;

/**
 * The amount to hold for an order.
 *
 * @param token stands for the customer's card at the payment provider
 */
public record AuthorizePaymentRequest(Money amount, String token) {

    public AuthorizePaymentRequest {
        Objects.requireNonNull(amount, "amount");
        if (token.isBlank()) {
            throw new IllegalArgumentException("a payment needs a token");
        }
    }
}
