package dev.tandem.payment.application;

import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The payments that wait for an operator, and the decisions of operators about them. */
public interface ParkedPayments {

    /** Lists parked payments; the one that has been waiting longest comes first. */
    List<ParkedPayment> list(int atMost);

    Optional<ParkedPayment> find(UUID orderId);

    /** The decisions about a payment, the earliest first, whether it is parked (again) or not. */
    List<Decision> decisions(UUID orderId);

    void remember(UUID orderId, String operator, String reason);

    /**
     * Gives parked payments back to {@link SettlePayments}, and records the operator and the reason for each, all in
     * one statement. Payments that are locked at that moment are skipped.
     *
     * @return how many it gave back; those that have been waiting longest come first
     */
    int retryAll(int atMost, String operator, String reason);

    Depth depth();

    /**
     * A payment that waits for an operator.
     *
     * @param amount in minor units of the currency
     * @param pendingOperation the operation to which the provider gives no answer
     */
    record ParkedPayment(
            UUID orderId,
            PaymentStatus status,
            PendingOperation pendingOperation,
            long amount,
            String currency,
            Instant unansweredSince,
            Instant parkedAt) {}

    /** An operator's decision to have the provider asked again, and the reason. */
    record Decision(Instant decidedAt, String operator, String reason) {}

    /**
     * The number of parked payments, and how long they have been waiting.
     *
     * @param age of the one that has been waiting longest; zero if there is none
     */
    record Depth(long payments, Duration age) {}
}
