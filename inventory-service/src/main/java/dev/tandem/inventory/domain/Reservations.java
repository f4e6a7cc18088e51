package dev.tandem.inventory.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The reservations, at most one per order. */
public interface Reservations {

    /**
     * Locks this order's reservation, whether it exists yet or not: every other transaction that would work on it waits
     * until the current one has ended.
     */
    void lock(UUID orderId);

    /** As {@link #lock}, but without waiting: returns false if another transaction is working on it. */
    boolean tryLock(UUID orderId);

    /**
     * The reservations that have been held for longer than the lifetime, the oldest first.
     *
     * @param skip how many of the oldest to leave out
     */
    List<UUID> findOverdue(Duration lifetime, int skip, int atMost);

    Optional<Reservation> findById(UUID orderId);

    Reservation save(Reservation reservation);
}
