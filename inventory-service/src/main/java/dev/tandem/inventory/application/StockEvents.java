package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;

/** Tells the others what became of a reservation, if the running transaction commits. */
public interface StockEvents {

    void reserved(Reservation reservation);

    void refused(Reservation reservation);

    void committed(Reservation reservation);

    void released(Reservation reservation);
}
