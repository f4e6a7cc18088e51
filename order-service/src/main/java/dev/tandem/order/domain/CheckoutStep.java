package dev.tandem.order.domain;

/** The next step that a pending order needs. */
public enum CheckoutStep {
    RESERVE_STOCK,
    AUTHORIZE_PAYMENT
}
