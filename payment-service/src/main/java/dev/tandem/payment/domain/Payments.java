package dev.tandem.payment.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The payments, at most one per order. */
public interface Payments {

    Optional<Payment> findById(UUID orderId);

    /**
     * Locks this order's payment, whether it exists yet or not: every other transaction that would change or claim it
     * waits until the current one has ended.
     */
    Optional<Payment> findLockedById(UUID orderId);

    Payment save(Payment payment);

    /** Claims one payment: {@link #claimUnsettled} skips it during the lease. */
    void claim(UUID orderId, Duration lease);

    /**
     * Claims payments that have a pending operation and are not parked: no other worker gets them during the lease.
     * Payments that are still pending afterwards can be claimed again after a pause that doubles with each attempt, and
     * at the latest when the provider has been silent for {@code parkAfter}.
     */
    List<UUID> claimUnsettled(Duration lease, Duration parkAfter, int atMost);
}
