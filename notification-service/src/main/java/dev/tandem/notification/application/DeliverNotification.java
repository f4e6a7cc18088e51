package dev.tandem.notification.application;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Delivers a message that its caller has claimed, and stores the outcome. A message that was accepted, but not marked as
 * sent because of a crash, is sent a second time with the same {@code Message-ID}.
 */
@Service
class DeliverNotification {

    private static final Logger log = LoggerFactory.getLogger(DeliverNotification.class);

    /** In characters: a line or two of a mail server's answer. */
    private static final int LONGEST_REASON = 500;

    private final Notifications notifications;
    private final MailSender mail;

    DeliverNotification(Notifications notifications, MailSender mail) {
        this.notifications = notifications;
        this.mail = mail;
    }

    /** Makes one attempt. A failure is stored and logged. */
    void deliver(Notification notification) {
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
        notifications.markSent(notification);
        log.info("sent to the customer of order {}: {}", notification.orderId(), notification.template());
    }

    /** If this fails, too, the message is claimed again when its lease ends. */
    private void store(Notification notification, Runnable outcome) {
        try {
            outcome.run();
        } catch (RuntimeException | Error failure) {
            log.error("the outcome of message {} is not stored: {}", notification.id(), reason(failure));
        }
    }

    /** A mail server answers in several lines, which may repeat text that the customer has typed. */
    static String reason(Throwable failure) {
        var text = failure instanceof UndeliverableException ? failure.getMessage() : failure.toString();
        return PlainText.oneLine(String.valueOf(text), LONGEST_REASON);
    }
}
