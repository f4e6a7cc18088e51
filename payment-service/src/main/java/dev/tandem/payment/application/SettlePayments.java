package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings about at the provider what payments still have as their goal: captures, voids and refunds. Asks again, with
 * growing pauses, until the provider answers; the goal is gone only when its outcome is written down.
 */
@Service
public class SettlePayments {

    private static final Logger log = LoggerFactory.getLogger(SettlePayments.class);

    /** Longer than the two calls of the provider that a payment can take. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final int BATCH = 20;

    private final Payments payments;
    private final PaymentProvider provider;
    private final NoteProgress noteProgress;
    private final TransactionOperations transactions;
    private volatile boolean stopping;

    SettlePayments(
            Payments payments,
            PaymentProvider provider,
            NoteProgress noteProgress,
            TransactionOperations transactions) {
        this.payments = payments;
        this.provider = provider;
        this.noteProgress = noteProgress;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "${tandem.payment.settle-interval:200ms}")
    public void settle() {
        List<UUID> claimed;
        do {
            claimed = transactions.execute(_ -> payments.claimUnsettled(LEASE, BATCH));
            settleAll(claimed);
        } while (!claimed.isEmpty() && !stopping);
    }

    /** However much is left: a long backlog does not hold up the end of the service. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** All at once, so that a batch takes no longer than its slowest call. */
    private void settleAll(List<UUID> orderIds) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            orderIds.forEach(orderId -> threads.execute(() -> settle(orderId)));
        }
    }

    private void settle(UUID orderId) {
        try {
            goTowardsGoal(payments.findById(orderId).orElseThrow());
        } catch (RuntimeException failure) {
            log.warn("payment of order {} not settled, will try again: {}", orderId, failure.toString());
        }
    }

    private void goTowardsGoal(Payment payment) {
        switch (payment.goal()) {
            case CAPTURE -> capture(payment.orderId());
            case UNDO -> undo(payment);
            case null -> {} // somebody else has been faster
        }
    }

    private void capture(UUID orderId) {
        provider.capture(orderId);
        noteProgress.note(orderId, Payment::captured);
    }

    /** If the answer to a capture was lost, the provider has charged the customer and only it knows: cancelling tells. */
    private void undo(Payment payment) {
        var known = payment.status() == PaymentStatus.CAPTURED ? payment : cancel(payment.orderId());
        if (known.status() == PaymentStatus.CAPTURED) {
            refund(known.orderId());
        }
    }

    private Payment cancel(UUID orderId) {
        var outcome = provider.cancel(orderId);
        return noteProgress.note(orderId, payment -> payment.authorizationEnded(outcome));
    }

    private void refund(UUID orderId) {
        provider.refund(orderId);
        noteProgress.note(orderId, Payment::refunded);
    }
}
