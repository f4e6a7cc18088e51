package dev.tandem.contracts;

/**
 * An amount of money on the wire.
 *
 * @param amount in minor units of the currency (cents, for EUR)
 * @param currency as an ISO 4217 code
 */
public record Money(long amount, String currency) {

    public Money {
        if (amount < 0 || !currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("an amount is never negative, and needs a currency");
        }
    }
}
