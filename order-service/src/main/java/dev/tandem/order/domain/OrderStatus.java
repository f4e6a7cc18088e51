package dev.tandem.order.domain;

/** The status of an order. */
public enum OrderStatus {
    /** Accepted; its stock is not yet reserved, or its payment not yet authorised. */
    PENDING,
    /** Its stock is reserved and its payment authorised. */
    CONFIRMED,
    /** Could not be fulfilled; reservations and authorisations are compensated. */
    REJECTED,
    /** Cancelled by its customer; stock and payment are compensated. */
    CANCELLED
}
