package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;

/** Publishes the outcome of a reservation, if the current transaction commits. */
public interface StockEvents {

    /** Publishes the status that the reservation has reached, now or before. */
    void reached(Reservation reservation);
}
