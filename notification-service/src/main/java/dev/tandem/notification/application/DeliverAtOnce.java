package dev.tandem.notification.application;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Delivers a message as soon as the transaction that stores it has committed, without waiting until {@link
 * DeliverNotifications} looks for it. If this instance dies, the lease of the message ends, and an instance finds it.
 */
@Service
class DeliverAtOnce implements AutoCloseable {

    private final DeliverNotification deliverNotification;
    private final DeliveryPlaces places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    DeliverAtOnce(DeliverNotification deliverNotification, DeliveryPlaces places) {
        this.deliverNotification = deliverNotification;
        this.places = places;
    }

    /** Takes a free place for a message of the current transaction; empty if the message is left to others. */
    Optional<Place> takePlace() {
        if (stopping || !TransactionSynchronizationManager.isSynchronizationActive() || !places.takeOne()) {
            return Optional.empty();
        }
        var place = new Place();
        TransactionSynchronizationManager.registerSynchronization(place);
        return Optional.of(place);
    }

    /** Takes no more messages, so that a long backlog does not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Waits for the messages that are being sent. */
    @Override
    public void close() {
        threads.close();
    }

    /** A place that is taken until the message is delivered, or the transaction ends without one. */
    final class Place implements TransactionSynchronization {

        private @Nullable Notification claimed;

        void deliverAfterCommit(Notification notification) {
            claimed = notification;
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && claimed != null) {
                begin(claimed);
            } else {
                places.release(1);
            }
        }

        /** Frees the place even if the thread cannot be started; the lease of the claim then ends by itself. */
        private void begin(Notification notification) {
            try {
                threads.execute(() -> deliver(notification));
            } catch (RuntimeException | Error notStarted) {
                places.release(1);
                throw notStarted;
            }
        }

        private void deliver(Notification notification) {
            try {
                deliverNotification.deliver(notification);
            } finally {
                places.release(1);
            }
        }
    }
}
