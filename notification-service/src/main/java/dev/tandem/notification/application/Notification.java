package dev.tandem.notification.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a customer.
 *
 * @param template the kind of message, such as {@code order-confirmed}; an order has at most one of each
 * @param attempts how often its delivery was attempted
 * @param lastError why the last attempt failed; absent if it did not
 * @param sentAt when the mail server accepted it; absent until then
 * @param failedAt when it failed; absent if it did not, or is being retried
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

    /**
     * This limit is reached after about a day. A mail server that has refused the message for that long will never
     * accept it.
     */
    public static final int ATTEMPTS_LIMIT = 100;

    /** The status of a message. */
    public enum Status {
        /** It has not been sent yet. */
        PENDING,
        /** The mail server has accepted it. */
        SENT,
        /** All attempts have failed, or it cannot be sent at all; it is no longer tried automatically. */
        FAILED
    }

    public Status status() {
        if (sentAt != null) {
            return Status.SENT;
        }
        return failedAt == null ? Status.PENDING : Status.FAILED;
    }
}
