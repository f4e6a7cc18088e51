package dev.tandem.order.domain;

/** What has to be said because of a change of state. */
public enum Effect {
    /** Tell everybody that the order is confirmed. */
    ANNOUNCE_CONFIRMED,
    /** Tell everybody that the order is rejected. */
    ANNOUNCE_REJECTED,
    /** Tell everybody that the order is cancelled. */
    ANNOUNCE_CANCELLED,
    /** Ask inventory to set aside what the order needs. */
    ASK_FOR_STOCK,
    /** Ask payment to have the order's amount authorised. */
    ASK_FOR_PAYMENT,
    /** Ask inventory to free what the order holds, or may come to hold. */
    RELEASE_STOCK,
    /** Ask payment to give back what was taken for the order, or may come to be taken. */
    REFUND_PAYMENT
}
