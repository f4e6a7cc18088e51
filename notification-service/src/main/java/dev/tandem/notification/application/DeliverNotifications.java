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
import org.springframework.transaction.support.TransactionOperations;

/**
 * Delivers what is unsent, again and again with growing pauses, until the mail server takes it. A crash between the mail
 * server's yes and our note of it sends the message a second time, with the same {@code Message-ID}.
 */
@Service
public class DeliverNotifications {

    private static final Logger log = LoggerFactory.getLogger(DeliverNotifications.class);

    /** Longer than a conversation with the mail server can take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** As many conversations as a mail server can be expected to have with us at once. */
    private static final int BATCH = 4;

    private final Notifications notifications;
    private final MailSender mail;
    private final NotificationEvents events;
    private final TransactionOperations transactions;
    private volatile boolean stopping;

    DeliverNotifications(
            Notifications notifications,
            MailSender mail,
            NotificationEvents events,
            TransactionOperations transactions) {
        this.notifications = notifications;
        this.mail = mail;
        this.events = events;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "${tandem.notification.delivery-interval:200ms}")
    public void deliver() {
        List<Notification> claimed;
        do {
            claimed = transactions.execute(_ -> notifications.claimUnsent(LEASE, BATCH));
            deliverAll(claimed);
        } while (!claimed.isEmpty() && !stopping);
    }

    /** However much is left: a long backlog does not hold up the end of the service. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** All at once, so that a batch takes no longer than its slowest conversation. */
    private void deliverAll(List<Notification> unsent) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            unsent.forEach(notification -> threads.execute(() -> deliver(notification)));
        }
    }

    private void deliver(Notification notification) {
        try {
            mail.send(notification);
        } catch (RuntimeException refused) {
            log.warn("message {} not sent, will try again: {}", notification.id(), refused.getMessage());
            transactions.executeWithoutResult(_ -> notifications.noteFailure(notification.id(), refused.toString()));
            return;
        }
        transactions.executeWithoutResult(_ -> {
            notifications.markSent(notification.id());
            events.sent(notification);
        });
        log.info("told the customer of order {}: {}", notification.orderId(), notification.template());
    }
}
