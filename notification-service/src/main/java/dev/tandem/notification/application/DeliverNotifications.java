package dev.tandem.notification.application;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Delivers the messages that {@link DeliverAtOnce} has left, and retries with growing pauses until the mail server
 * accepts them. A failure of one message does not stop the others.
 */
@Service
public class DeliverNotifications {

    /** Longer than an SMTP session can take. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(DeliverNotifications.class);

    private final Notifications notifications;
    private final DeliverNotification deliverNotification;
    private final DeliveryPlaces places;
    private volatile boolean stopping;

    DeliverNotifications(Notifications notifications, DeliverNotification deliverNotification, DeliveryPlaces places) {
        this.notifications = notifications;
        this.deliverNotification = deliverNotification;
        this.places = places;
    }

    @Scheduled(fixedDelayString = "${tandem.notification.delivery-interval:200ms}")
    public void deliver() {
        try {
            while (!stopping && deliverBatch()) {}
        } catch (RuntimeException | Error failure) {
            log.warn("no messages can be delivered now, will try again: {}", DeliverNotification.reason(failure));
        }
    }

    /** Claims no more messages, so that a long backlog does not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** A batch has as many messages as there are free places. Returns false if nothing is left to do. */
    private boolean deliverBatch() {
        var claimed = claim();
        try {
            deliverAll(claimed);
        } finally {
            places.release(claimed.size());
        }
        return !claimed.isEmpty();
    }

    private List<Notification> claim() {
        var taken = places.takeAll();
        var claimed = List.<Notification>of();
        try {
            claimed = taken == 0 ? claimed : notifications.claimUnsent(LEASE, taken);
            return claimed;
        } finally {
            places.release(taken - claimed.size());
        }
    }

    /** Sends all concurrently, so that a batch takes no longer than its slowest SMTP session. */
    private void deliverAll(List<Notification> unsent) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            unsent.forEach(notification -> threads.execute(() -> deliverNotification.deliver(notification)));
        }
    }
}
