package dev.tandem.inventory.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The reservations, at most one per order. */
public interface Reservations {

    /**
     * Locks this order's reservation, whether it exists yet or not, until the current transaction ends. Other
     * transactions that lock it wait.
     */
    void lock(UUID orderId);

    /** As {@link #lock}, but without waiting: returns false if another transaction holds the lock. */
    boolean tryLock(UUID orderId);

    /**
     * The reservations that have been held for longer than the lifetime, the oldest first.
     *
     * @param skip how many of the oldest to skip
     */
    List<UUID> findOverdue(Duration lifetime, int skip, int atMost);

    Optional<Reservation> findById(UUID orderId);

    Reservation save(Reservation reservation);
}
