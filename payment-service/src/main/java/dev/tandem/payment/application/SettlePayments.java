package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Claims the payments that have a pending operation, and lets {@link SettlePayment} carry them out, many at a time.
 */
@Service
public class SettlePayments {

    /** This time is longer than the two calls to the provider that one payment may need. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** No connection is held while the provider works, so there could be more; but a provider has its limits, too. */
    private static final int AT_ONCE = 40;

    /** The pause before the next look for payments, while all places are taken or the last payments are slow. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Payments payments;
    private final SettlePayment settlePayment;
    private final PaymentSettings settings;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean stopping;

    SettlePayments(Payments payments, SettlePayment settlePayment, PaymentSettings settings) {
        this.payments = payments;
        this.settlePayment = settlePayment;
        this.settings = settings;
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
     * @return false if nothing is left to do: no payment is pending, and none was in progress
     */
    private boolean isLeft(Executor threads) {
        var free = places.availablePermits();
        var claimed = payments.claimUnsettled(LEASE, settings.parkAfter(), free);
        claimed.forEach(payment -> begin(payment, threads));
        if (claimed.isEmpty()) {
            awaitOthers();
        }
        return !claimed.isEmpty() || free < AT_ONCE;
    }

    /** Frees the place even if the thread cannot be started; the lease of the claim then ends by itself. */
    private void begin(Payment payment, Executor threads) {
        places.acquireUninterruptibly();
        try {
            threads.execute(() -> {
                try {
                    settlePayment.settle(payment);
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
}
