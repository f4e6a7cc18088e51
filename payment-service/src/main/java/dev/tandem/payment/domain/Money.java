package dev.tandem.payment.domain;

/**
 * An amount of money.
 *
 * @param amount in minor units of the currency
 * @param currency as an ISO 4217 code
 */
public record Money(long amount, String currency) {

    /** No money at all: ISO 4217 has {@code XXX} for that. */
    static final Money NONE = new Money(0, "XXX");

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("a payment cannot be negative: " + amount + " " + currency);
        }
    }
}
