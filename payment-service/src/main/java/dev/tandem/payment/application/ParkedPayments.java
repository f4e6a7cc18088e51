package dev.tandem.payment.application;

import dev.tandem.payment.domain.PendingOperation;
import dev.tandem.payment.domain.PaymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The payments that wait for a human, and what humans have decided about them. */
public interface ParkedPayments {

    /** The one that has been waiting longest comes first. */
    List<ParkedPayment> list(int atMost);

    Optional<ParkedPayment> find(UUID orderId);

    /** What was decided about a payment, the first decision first, whether it is parked (again) or not. */
    List<Decision> decisions(UUID orderId);

    void remember(UUID orderId, String operator, String reason);

    /**
     * Gives parked payments back to {@link SettlePayments}, and remembers for each who wanted it and why: all in one
     * statement. Payments that are locked at that moment are passed over.
     *
     * @return how many; those that have been waiting longest come first
     */
    int retryAll(int atMost, String operator, String reason);

    Depth depth();

    /**
     * A payment that waits for a human.
     *
     * @param amount in minor units of the currency
     * @param pendingOperation what the provider gives no answer to
     */
    record ParkedPayment(
            UUID orderId,
            PaymentStatus status,
            PendingOperation pendingOperation,
            long amount,
            String currency,
            Instant unansweredSince,
            Instant parkedAt) {}

    /** That somebody wanted the provider to be asked again, and why. */
    record Decision(Instant decidedAt, String operator, String reason) {}

    /**
     * How much waits.
     *
     * @param age of the one that has been waiting longest; nothing if there is none
     */
    record Depth(long payments, Duration age) {}
}
