package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The reservations, one an order at most. */
public interface Reservations {

    /**
     * Makes everybody else who would work on this order's reservation wait until the running transaction has ended,
     * whether there is a reservation yet or not.
     */
    void lock(UUID orderId);

    /** As {@link #lock}, but waits for nobody: false if somebody is working on it. */
    boolean tryLock(UUID orderId);

    /**
     * Those that have been held for longer than the lifetime, the oldest first.
     *
     * @param skip how many of the oldest to leave out
     */
    List<UUID> findOverdue(Duration lifetime, int skip, int atMost);

    Optional<Reservation> findById(UUID orderId);

    Reservation save(Reservation reservation);
}
