package dev.tandem.contracts.payment;

import dev.tandem.contracts.Money;

/**
 * The amount to hold for an order.
 *
 * @param token stands for the customer's card at the payment provider
 */
public record AuthorizePaymentRequest(Money amount, String token) {}
