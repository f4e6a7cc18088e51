package dev.tandem.order.web;

import dev.tandem.order.domain.Money;

/**
 * An amount of money.
 *
 * @param amount in minor units of the currency (cents, for EUR)
 * @param currency as an ISO 4217 code
 */
record MoneyJson(long amount, String currency) {

    static MoneyJson of(Money money) {
        return new MoneyJson(money.amount(), money.currency());
    }
}
