package dev.tandem.order.domain;

/** Where an order stands. */
public enum OrderStatus {
    /** Accepted; its stock or its payment is still open. */
    PENDING,
    /** Its stock is reserved and its payment authorised. */
    CONFIRMED,
    /** It came to nothing, and what was reserved or authorised for it is undone. */
    REJECTED,
    /** Its customer did not want it any more, and what was reserved or taken for it is undone. */
    CANCELLED
}
