package dev.tandem.contracts.payment;

import dev.tandem.contracts.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The amount to hold for an order.
 *
 * @param amount at most 1,000,000,000,000 in minor units of its currency
 * @param token a token that stands for the customer's card at the payment provider
 */
public record AuthorizePaymentRequest(
        @NotNull @Valid Money amount,

        @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String token) {

    private static final long LARGEST_AMOUNT = 1_000_000_000_000L;

    @AssertTrue(message = "amount may be 1,000,000,000,000 at most")
    boolean isAmountWithinBounds() {
        return amount == null || amount.amount() <= LARGEST_AMOUNT;
    }
}
