package dev.tandem.order.domain;

/**
 * An amount of money.
 *
 * @param amount in minor units of the currency
 * @param currency as an ISO 4217 code
 */
public record Money(long amount, String currency) {

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    public Money times(int factor) {
        return new Money(Math.multiplyExact(amount, factor), currency);
    }
}
