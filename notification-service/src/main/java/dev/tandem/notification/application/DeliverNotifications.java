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
 * Delivers unsent messages, and retries with growing pauses until the mail server accepts them. A message that was
 * accepted, but not marked as sent because of a crash, is sent a second time with the same {@code Message-ID}. A
 * failure of one message does not stop the others.
 */
@Service
public class DeliverNotifications {

    private static final Logger log = LoggerFactory.getLogger(DeliverNotifications.class);

    /** Longer than an SMTP session can take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** As many SMTP sessions as a mail server can be expected to accept from us at once. */
    private static final int BATCH = 4;

    /** In characters: a line or two of a mail server's answer. */
    private static final int LONGEST_REASON = 500;

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
        try {
            while (!stopping && deliverBatch()) {}
        } catch (RuntimeException | Error failure) {
            log.warn("no messages can be delivered now, will try again: {}", reason(failure));
        }
    }

    /** Claims no more messages, so that a long backlog does not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    private boolean deliverBatch() {
        var claimed = notifications.claimUnsent(LEASE, BATCH);
        deliverAll(claimed);
        return !claimed.isEmpty();
    }

    /** Sends all concurrently, so that a batch takes no longer than its slowest SMTP session. */
    private void deliverAll(List<Notification> unsent) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            unsent.forEach(notification -> threads.execute(() -> deliver(notification)));
        }
    }

    private void deliver(Notification notification) {
        try {
            send(notification);
        } catch (UndeliverableException undeliverable) {
            log.warn("message {} cannot be sent: {}", notification.id(), reason(undeliverable));
            store(notification, () -> notifications.markFailed(notification.id(), reason(undeliverable)));
        } catch (RuntimeException | Error failure) {
            log.warn("message {} not sent, will try again: {}", notification.id(), reason(failure));
            store(notification, () -> notifications.recordFailure(notification.id(), reason(failure)));
        }
    }

    private void send(Notification notification) {
        mail.send(notification);
        transactions.executeWithoutResult(_ -> {
            notifications.markSent(notification.id());
            events.sent(notification);
        });
        log.info("sent to the customer of order {}: {}", notification.orderId(), notification.template());
    }

    /** If this fails, too, the message is claimed again when its lease ends. */
    private void store(Notification notification, Runnable outcome) {
        try {
            transactions.executeWithoutResult(_ -> outcome.run());
        } catch (RuntimeException | Error failure) {
            log.error("the outcome of message {} is not stored: {}", notification.id(), reason(failure));
        }
    }

    /** A mail server answers in several lines, which may repeat text that the customer has typed. */
    private static String reason(Throwable failure) {
        var text = failure instanceof UndeliverableException ? failure.getMessage() : failure.toString();
        return PlainText.oneLine(String.valueOf(text), LONGEST_REASON);
    }
}
