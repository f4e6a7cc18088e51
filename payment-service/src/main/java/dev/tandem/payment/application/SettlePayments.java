package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.Payments;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries out the pending operations of payments at the provider: authorisations that no caller waits for or whose
 * outcome is unknown, captures, voids and refunds. Asks again, with growing pauses, until the provider answers, or
 * parks the payment for an operator. A pending operation ends only when its outcome is stored.
 */
@Service
public class SettlePayments {

    private static final Logger log = LoggerFactory.getLogger(SettlePayments.class);

    /** Longer than the two calls of the provider that one payment may need. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** No connection is held while the provider works, so there could be more; but a provider has its limits, too. */
    private static final int AT_ONCE = 50;

    /** Between two looks for more payments, while all places are taken or the remaining ones are slow. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Payments payments;
    private final PaymentProvider provider;
    private final Authorizer authorizer;
    private final PaymentTransitions transitions;
    private final TransactionOperations transactions;
    private final PaymentSettings settings;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean stopping;

    SettlePayments(
            Payments payments,
            PaymentProvider provider,
            Authorizer authorizer,
            PaymentTransitions transitions,
            TransactionOperations transactions,
            PaymentSettings settings,
            Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.authorizer = authorizer;
        this.transitions = transitions;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Works until nothing is left to do. A payment that waits for a slow answer does not hold up the others. */
    @Scheduled(fixedDelayString = "${tandem.payment.settle-interval:200ms}")
    public void settle() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!stopping && isLeft(threads)) {}
        }
    }

    /**
     * Starts work on as many payments as there are free places.
     *
     * @return false if there are none, and none were in progress that might have left something to do
     */
    private boolean isLeft(Executor threads) {
        var free = places.availablePermits();
        List<UUID> claimed = transactions.execute(_ -> payments.claimUnsettled(LEASE, settings.parkAfter(), free));
        claimed.forEach(orderId -> begin(orderId, threads));
        if (claimed.isEmpty()) {
            awaitOthers();
        }
        return !claimed.isEmpty() || free < AT_ONCE;
    }

    /** Frees the place even if the thread cannot be started; the lease of the claim then ends by itself. */
    private void begin(UUID orderId, Executor threads) {
        places.acquireUninterruptibly();
        try {
            threads.execute(() -> {
                try {
                    settle(orderId);
                } finally {
                    places.release();
                }
            });
        } catch (RuntimeException | Error notStarted) {
            places.release();
            throw notStarted;
        }
    }

    /** Waits only briefly: there may be something new before the slowest payment has ended. */
    private void awaitOthers() {
        try {
            if (places.tryAcquire(AT_ONCE, PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(AT_ONCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Claims no more payments, so that a long backlog does not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    private void settle(UUID orderId) {
        try {
            attempt(orderId);
        } catch (RuntimeException failure) {
            log.warn("payment of order {} not settled, will try again: {}", orderId, failure.toString());
        } catch (Error failure) {
            log.error("payment of order {} not settled, will try again", orderId, failure);
        }
    }

    private void attempt(UUID orderId) {
        try {
            goTowardsGoal(payments.findById(orderId).orElseThrow());
        } catch (OutcomeUnknownException unknown) {
            noteSilence(orderId, unknown);
        }
    }

    private void noteSilence(UUID orderId, OutcomeUnknownException unknown) {
        var payment =
                transitions.note(orderId, current -> current.wentUnanswered(clock.instant(), settings.parkAfter()));
        if (payment.isParked()) {
            log.error("payment of order {} is parked, an operator has to decide: {}", orderId, unknown.toString());
        } else {
            log.warn("outcome for order {} is unknown, will ask again: {}", orderId, unknown.toString());
        }
    }

    private void goTowardsGoal(Payment payment) {
        switch (payment.pendingOperation()) {
            case AUTHORIZE -> authorizer.findOutOrAsk(payment);
            case CAPTURE -> capture(payment.orderId());
            case UNDO -> undo(payment);
            case null -> {} // another worker has been faster
        }
    }

    private void capture(UUID orderId) {
        provider.capture(orderId);
        transitions.note(orderId, Payment::captured);
    }

    /**
     * If the answer to a capture was lost, only the provider knows that it has charged the customer: its answer to a
     * cancellation says so.
     */
    private void undo(Payment payment) {
        var known = payment.status() == PaymentStatus.CAPTURED ? payment : cancel(payment.orderId());
        if (known.status() == PaymentStatus.CAPTURED) {
            refund(known.orderId());
        } else if (known.pendingOperation() != null) {
            throw new OutcomeUnknownException("the provider contradicts its earlier answer");
        }
    }

    private Payment cancel(UUID orderId) {
        var outcome = provider.cancel(orderId);
        return transitions.note(orderId, payment -> payment.authorizationEnded(outcome));
    }

    private void refund(UUID orderId) {
        provider.refund(orderId);
        transitions.note(orderId, Payment::refunded);
    }
}
