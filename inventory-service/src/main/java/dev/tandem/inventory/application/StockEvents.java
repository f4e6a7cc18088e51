package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;

/** Publishes the outcome of a reservation, if the current transaction commits. */
public interface StockEvents {

    /** Publishes the reservation's status, whether it is new or not. */
    void publish(Reservation reservation);
}
