package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import java.util.Optional;
import java.util.UUID;

/** The reservations, one an order at most. */
public interface Reservations {

    /**
     * Makes everybody else who would work on this order's reservation wait until the running transaction has ended,
     * whether there is a reservation yet or not.
     */
    void lock(UUID orderId);

    Optional<Reservation> findById(UUID orderId);

    Reservation save(Reservation reservation);
}
