package dev.tandem.inventory.domain;

/** The status of a reservation. */
public enum ReservationStatus {
    /** The units are reserved. */
    HELD,
    /** At least one product was missing, so nothing was reserved. */
    REFUSED,
    /** The order is confirmed and the units have left the stock. */
    COMMITTED,
    /** The units are available to other orders again, and this order gets none. */
    RELEASED,
    /** As released, but because the reservation was neither committed nor released in time. */
    EXPIRED
}
