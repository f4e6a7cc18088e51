package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The payments, one an order at most. */
public interface Payments {

    Optional<Payment> findById(UUID orderId);

    /**
     * Makes everybody else who would change or claim this order's payment wait until the running transaction has ended,
     * whether there is a payment yet or not.
     */
    Optional<Payment> findLockedById(UUID orderId);

    Payment save(Payment payment);

    /** Claims one payment: {@link #claimUnsettled} passes it over during the lease. */
    void claim(UUID orderId, Duration lease);

    /**
     * Claims payments that have a pending operation and are not parked: no other worker gets them during the lease. If the
     * operation is still pending afterwards they come up again, after a pause that grows with each attempt; but when the provider
     * has been silent for as long as the parkAfter, at the latest.
     */
    List<UUID> claimUnsettled(Duration lease, Duration parkAfter, int atMost);
}
