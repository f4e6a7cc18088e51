package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All orders. */
public interface Orders {

    Order save(Order order);

    Optional<Order> findById(UUID id);

    /** The order, with nobody else able to change it until the running transaction has ended. */
    Optional<Order> findLockedById(UUID id);

    /**
     * Orders, newest first.
     *
     * @param customerId whose orders; absent for everybody's
     * @param after the last order of the page before; absent for the first page
     */
    List<Order> findPage(@Nullable String customerId, @Nullable UUID after, int limit);

    /** Takes pending orders that nobody is at work on, for oneself: nobody else gets them during the lease. */
    List<UUID> claimAbandoned(Duration lease, int atMost);
}
