package dev.tandem.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The failed messages, and the decisions of operators about them. They do not include superseded messages. A message is
 * superseded when an attempt to send a later message of the same order has begun, because what the earlier message says
 * is no longer true.
 */
public interface FailedNotifications {

    /** Lists failed messages; the one that failed first comes first. */
    List<FailedNotification> list(int atMost);

    Optional<FailedNotification> find(UUID id);

    /** The decisions about a message, the earliest first, whether it has failed (again) or not. */
    List<Decision> decisions(UUID id);

    /** Retries the message at once, as if it were new; returns false if it has not failed. */
    boolean retry(UUID id, String operator, String reason);

    /** As {@link #retry}, for the messages that failed longest ago; returns the number of messages that it retries. */
    int retryOldest(int atMost, String operator, String reason);

    Depth depth();

    /** A message that has failed. */
    record FailedNotification(
            UUID id,
            UUID orderId,
            String template,
            String recipient,
            int attempts,
            @Nullable String lastError,
            Instant createdAt,
            Instant failedAt) {}

    /** An operator's decision to retry the message, and the reason. */
    record Decision(Instant decidedAt, String operator, String reason) {}

    /**
     * The number of messages that wait for an operator, and for how long.
     *
     * @param age of the one that failed first; zero if there is none
     */
    record Depth(long notifications, Duration age) {}
}
