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
 * @param failedAt when it was given up; absent if it was not, or is tried again
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
        @Nullable Instant sentAt,
        @Nullable Instant failedAt) {

    /** After about a day, a mail server that still refuses a message has made up its mind. */
    public static final int ATTEMPTS_LIMIT = 100;

    /** Where a message stands. */
    public enum Status {
        /** It is still to be sent. */
        PENDING,
        /** The mail server has taken it. */
        SENT,
        /** It has been tried as often as it is worth, or cannot be sent at all; it is not tried any more by itself. */
        FAILED
    }

    public Status status() {
        if (sentAt != null) {
            return Status.SENT;
        }
        return failedAt == null ? Status.PENDING : Status.FAILED;
    }
}
