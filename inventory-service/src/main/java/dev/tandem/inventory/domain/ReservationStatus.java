package dev.tandem.inventory.domain;

/** The status of a reservation. */
public enum ReservationStatus {
    /** The units are reserved. */
    HELD,
    /** Something was missing, so nothing was reserved. */
    REFUSED,
    /** The order is confirmed and the units have left the stock. */
    COMMITTED,
    /** The units can be sold to others again, and the order no longer gets any. */
    RELEASED,
    /** As released, because the reservation was neither committed nor released in time. */
    EXPIRED
}
