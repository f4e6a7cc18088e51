package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;

/** Tells the others what became of a reservation, if the running transaction commits. */
public interface StockEvents {

    /** Tells of the status that the reservation has reached, now or before. */
    void reached(Reservation reservation);
}
