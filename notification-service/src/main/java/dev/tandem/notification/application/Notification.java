package dev.tandem.notification.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a customer.
 *
 * @param template which message it is, such as {@code order-confirmed}; an order has one of each at most
 * @param attempts how often its delivery has been tried
 * @param lastError why the last attempt failed; absent if it did not
 * @param sentAt when the mail server took it; absent until then
 */
public record Notification(
        UUID id,
        UUID orderId,
        String template,
        String recipient,
        String subject,
        String body,
        int attempts,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant sentAt) {

    /** After about a day, a mail server that still refuses a message has made up its mind. */
    public static final int ATTEMPTS_LIMIT = 100;

    /** What has become of a message. */
    public enum Status {
        /** It is still to be sent. */
        PENDING,
        /** The mail server has taken it. */
        SENT,
        /** It has been tried as often as it is worth, and is not tried any more. */
        FAILED
    }

    public Status status() {
        if (sentAt != null) {
            return Status.SENT;
        }
        return attempts < ATTEMPTS_LIMIT ? Status.PENDING : Status.FAILED;
    }
}
