package dev.tandem.inventory.domain;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The reservations, at most one per order. */
public interface Reservations {

    Optional<Reservation> findById(UUID orderId);

    /** The orders among the given ones that have a reservation. */
    Set<UUID> findKnown(Collection<UUID> orderIds);

    /** The reservation, locked until the current transaction ends. */
    Optional<Reservation> findLockedById(UUID orderId);

    /** As {@link #findLockedById}, but without waiting: empty, too, if another transaction has locked it. */
    Optional<Reservation> findIfFree(UUID orderId);

    /**
     * The reservations that have been held for longer than the lifetime, the oldest first.
     *
     * @param skip how many of the oldest to skip
     */
    List<UUID> findOverdue(Duration lifetime, int skip, int atMost);

    /** Adds a reservation; returns false if its order already has one. */
    boolean add(Reservation reservation);

    /** Writes the status of a reservation that is locked in the current transaction. */
    void update(Reservation reservation);
}
