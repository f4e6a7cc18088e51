package dev.tandem.order.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores and finds orders. */
public interface Orders {

    Order save(Order order);

    Optional<Order> findById(UUID id);

    /** The order, locked until the current transaction ends. */
    Optional<Order> findLockedById(UUID id);

    /**
     * Orders, newest first.
     *
     * @param customerId the customer whose orders to list; absent for the orders of all customers
     * @param after the last order of the previous page; absent for the first page
     */
    List<Order> findPage(@Nullable String customerId, @Nullable UUID after, int limit);

    /** Claims pending orders whose claim has expired: no other caller gets them during the lease. */
    List<UUID> claimAbandoned(Duration lease, int atMost);
}
