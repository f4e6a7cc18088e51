package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentGoal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
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

    /** Longer than a call of the provider can take. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final int BATCH = 20;

    private final Payments payments;
    private final PaymentProvider provider;
    private final PaymentEvents events;
    private final TransactionOperations transactions;
    private volatile boolean stopping;

    SettlePayments(
            Payments payments, PaymentProvider provider, PaymentEvents events, TransactionOperations transactions) {
        this.payments = payments;
        this.provider = provider;
        this.events = events;
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
            while (find(orderId) instanceof Payment payment && payment.goal() instanceof PaymentGoal goal) {
                goTowards(goal, payment);
            }
        } catch (RuntimeException failure) {
            log.warn("payment of order {} not settled, will try again: {}", orderId, failure.toString());
        }
    }

    private Payment find(UUID orderId) {
        return payments.findById(orderId).orElseThrow();
    }

    private void goTowards(PaymentGoal goal, Payment payment) {
        var key = payment.orderId();
        switch (payment.status()) {
            case PENDING -> findOut(key);
            case AUTHORIZED -> {
                switch (goal) {
                    case CAPTURE -> {
                        provider.capture(key);
                        reached(key, Payment::captured);
                    }
                    case UNDO -> {
                        provider.cancel(key);
                        reached(key, Payment::voided);
                    }
                }
            }
            case CAPTURED -> {
                provider.refund(key);
                reached(key, Payment::refunded);
            }
            case DECLINED, VOIDED, REFUNDED -> throw new IllegalStateException(payment.status() + " cannot be settled");
        }
    }

    private void findOut(UUID orderId) {
        provider.find(orderId)
                .ifPresentOrElse(
                        outcome -> reached(orderId, payment -> payment.authorizationEnded(outcome)),
                        () -> reached(orderId, Payment::voided));
    }

    private void reached(UUID orderId, Consumer<Payment> change) {
        transactions.executeWithoutResult(_ -> {
            payments.lock(orderId);
            var payment = find(orderId);
            change.accept(payment);
            events.reached(payment);
            log.info("payment of order {} is {}", orderId, payment.status());
        });
    }
}
