package dev.tandem.contracts;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * An amount of money.
 *
 * @param amount in minor units of the currency (cents, for EUR)
 * @param currency as an ISO 4217 code
 */
public record Money(
        @PositiveOrZero long amount,
        @Pattern(regexp = Money.CURRENCY) String currency) {

    static final String CURRENCY = "^[A-Z]{3}$";

    public Money {
        if (amount < 0 || !currency.matches(CURRENCY)) {
            throw new IllegalArgumentException("an amount is never negative, and needs a currency");
        }
    }

    /**
     * Adds an amount in the same currency.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }
}
