package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Settles a payment as soon as the transaction that asks for it has committed, without waiting until {@link
 * SettlePayments} looks for it. If this instance dies, the lease of the payment ends, and an instance finds it.
 */
@Service
class SettleAtOnce implements AutoCloseable {

    /** Few, since a provider has its limits; whatever is more waits for {@link SettlePayments}. */
    private static final int PLACES = 10;

    private final SettlePayment settlePayment;
    private final Semaphore places = new Semaphore(PLACES);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    SettleAtOnce(SettlePayment settlePayment) {
        this.settlePayment = settlePayment;
    }

    /**
     * Takes a payment of the current transaction, if there is a free place. The transaction then has to store it as
     * claimed.
     *
     * @param claimed the payment as it will be stored
     * @return false if the payment is left to others
     */
    boolean takesAfterCommit(Payment claimed) {
        var isTaken = !stopping && TransactionSynchronizationManager.isSynchronizationActive() && places.tryAcquire();
        if (isTaken) {
            TransactionSynchronizationManager.registerSynchronization(new Taken(claimed));
        }
        return isTaken;
    }

    /** Takes no more, so that a long backlog does not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Waits for the payments that are in progress. */
    @Override
    public void close() {
        threads.close();
    }

    /** A payment that has a place, until it is settled or its transaction is rolled back. */
    private final class Taken implements TransactionSynchronization {

        private final Payment payment;

        Taken(Payment payment) {
            this.payment = payment;
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                begin();
            } else {
                places.release();
            }
        }

        /** Frees the place even if the thread cannot be started; the lease of the claim then ends by itself. */
        private void begin() {
            try {
                threads.execute(this::settle);
            } catch (RuntimeException | Error notStarted) {
                places.release();
                throw notStarted;
            }
        }

        private void settle() {
            try {
                settlePayment.settle(payment);
            } finally {
                places.release();
            }
        }
    }
}
