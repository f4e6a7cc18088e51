package dev.tandem.order.domain;

/** A message to publish because of a transition. */
public enum Effect {
    /** Publish that the order was placed. */
    ANNOUNCE_PLACED,
    /** Publish that the order is confirmed. */
    ANNOUNCE_CONFIRMED,
    /** Publish that the order is rejected. */
    ANNOUNCE_REJECTED,
    /** Publish that the order is cancelled. */
    ANNOUNCE_CANCELLED,
    /** Ask inventory-service to reserve the stock that the order needs. */
    ASK_FOR_STOCK,
    /** Ask payment-service to authorise the order's amount. */
    ASK_FOR_PAYMENT,
    /**
     * Ask inventory-service to release the order's stock; a request to reserve it that arrives later then reserves
     * nothing.
     */
    RELEASE_STOCK,
    /**
     * Ask payment-service to void or refund the order's payment; a request to authorise it that arrives later then
     * holds nothing.
     */
    REFUND_PAYMENT
}
