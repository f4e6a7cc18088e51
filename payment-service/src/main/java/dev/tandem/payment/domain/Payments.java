package dev.tandem.payment.domain;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The payments, at most one per order. */
public interface Payments {

    Optional<Payment> findById(UUID orderId);

    /** The payment, locked until the current transaction ends: others that would change or claim it wait. */
    Optional<Payment> findLockedById(UUID orderId);

    /** Locks these payments until the current transaction ends, in an order that all transactions share. */
    void lock(Collection<UUID> orderIds);

    /**
     * Adds a payment under a lease: {@link #claimUnsettled} skips it meanwhile.
     *
     * @return false if its order already has a payment; nothing is changed then
     */
    boolean addClaimed(Payment payment, Duration lease);

    /** Adds a payment; returns false if its order already has one, and changes nothing then. */
    boolean add(Payment payment);

    /** Writes a payment that is locked in the current transaction. */
    void update(Payment payment);

    /** As {@link #update}, and claims the payment: {@link #claimUnsettled} skips it during the lease. */
    void updateClaimed(Payment payment, Duration lease);

    /**
     * Writes a payment, and publishes its outcome: both or neither.
     *
     * @return false if it was changed or claimed since it was read; nothing is written or published then
     */
    boolean updateAndPublish(Payment payment);

    /** Claims one payment: {@link #claimUnsettled} skips it during the lease. */
    void claim(UUID orderId, Duration lease);

    /**
     * Claims payments that have a pending operation and are not parked: no other worker gets them during the lease.
     * Payments that are still pending afterwards can be claimed again after a pause that doubles with each attempt, and
     * at the latest when the provider has been silent for {@code parkAfter}.
     */
    List<Payment> claimUnsettled(Duration lease, Duration parkAfter, int atMost);
}
