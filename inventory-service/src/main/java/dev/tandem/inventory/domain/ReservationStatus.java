package dev.tandem.inventory.domain;

/** Where a reservation stands. */
public enum ReservationStatus {
    /** The units are set aside. */
    HELD,
    /** Something was missing, so nothing was set aside. */
    REFUSED,
    /** The order is confirmed and the units have left the stock. */
    COMMITTED,
    /** The units can be sold to others again, and the order gets no more of them. */
    RELEASED,
    /** As released, because nobody committed or released it in time. */
    EXPIRED
}
