package dev.tandem.order.domain;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores and finds orders. */
public interface Orders {

    /** Adds an order, and publishes these messages about it: both or neither. */
    void add(Order order, Set<Effect> effects);

    /**
     * Writes the changes of an order, and publishes these messages about it: both or neither.
     *
     * @return false if it has changed since it was read; nothing is written or published then
     */
    boolean update(Order order, Set<Effect> effects);

    Optional<Order> findById(UUID id);

    /** The orders with these ids that exist, in no particular order. */
    List<Order> findAll(Collection<UUID> ids);

    /** The order, locked until the current transaction ends. */
    Optional<Order> findLockedById(UUID id);

    /** Locks these orders until the current transaction ends, in an order that all transactions share. */
    void lock(Collection<UUID> ids);

    /**
     * Orders, newest first.
     *
     * @param customerId the customer whose orders to list; absent for the orders of all customers
     * @param after the last order of the previous page; absent for the first page
     */
    List<Order> findPage(@Nullable String customerId, @Nullable UUID after, int limit);

    /** Claims pending orders whose claim has expired: no other caller gets them during the lease. */
    List<Order> claimAbandoned(Duration lease, int atMost);
}
