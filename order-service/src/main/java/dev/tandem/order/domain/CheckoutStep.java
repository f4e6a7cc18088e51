package dev.tandem.order.domain;

/** What a pending order needs next. */
public enum CheckoutStep {
    RESERVE_STOCK,
    AUTHORIZE_PAYMENT
}
