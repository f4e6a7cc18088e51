package dev.tandem.contracts.payment;

import dev.tandem.contracts.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The amount to hold for an order, and the card.
 *
 * @param amount at most 1,000,000,000,000 in minor units of its currency
 * @param token a token that stands for the customer's card at the payment provider; absent if it is sealed
 * @param sealedToken the token, sealed for this order, so that only payment-service can read it
 */
public record AuthorizePaymentRequest(
        @NotNull @Valid Money amount,

        @Size(min = 1, max = 64)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        @Nullable
        String token,

        @Size(min = 1, max = 400) @Pattern(regexp = "[A-Za-z0-9_-]*", message = "must be URL-safe Base64") @Nullable
        String sealedToken) {

    private static final long LARGEST_AMOUNT = 1_000_000_000_000L;

    /** A request with a sealed token. */
    public static AuthorizePaymentRequest withSealedToken(Money amount, String sealedToken) {
        return new AuthorizePaymentRequest(amount, null, sealedToken);
    }

    @AssertTrue(message = "amount may be 1,000,000,000,000 at most")
    boolean isAmountWithinBounds() {
        return amount == null || amount.amount() <= LARGEST_AMOUNT;
    }

    @AssertTrue(message = "either token or sealedToken must be given")
    boolean isTokenGiven() {
        return isGiven(token) != isGiven(sealedToken);
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** Tokens are secret. */
    @Override
    public String toString() {
        return "AuthorizePaymentRequest[" + amount + "]";
    }
}
