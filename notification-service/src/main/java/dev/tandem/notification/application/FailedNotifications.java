package dev.tandem.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were given up, and what operators have decided about them. One that was superseded is not among them: an
 * attempt to send a later message of the same order has begun, so that this one would tell the customer what is not true any
 * more.
 */
public interface FailedNotifications {

    /** The one that failed first comes first. */
    List<FailedNotification> list(int atMost);

    Optional<FailedNotification> find(UUID id);

    /** What was decided about a message, the first decision first, whether it has failed (again) or not. */
    List<Decision> decisions(UUID id);

    /** Lets the message be tried at once, as if it were new; false if it is none that has failed. */
    boolean retry(UUID id, String operator, String reason);

    /** As {@link #retry}, for those that failed first; answers how many they are. */
    int retryOldest(int atMost, String operator, String reason);

    Depth depth();

    /** A message that was given up. */
    record FailedNotification(
            UUID id,
            UUID orderId,
            String template,
            String recipient,
            int attempts,
            @Nullable String lastError,
            Instant createdAt,
            Instant failedAt) {}

    /** That an operator wanted the message to be tried again, and why. */
    record Decision(Instant decidedAt, String operator, String reason) {}

    /**
     * How much waits for an operator.
     *
     * @param age of the one that failed first; nothing if there is none
     */
    record Depth(long notifications, Duration age) {}
}
