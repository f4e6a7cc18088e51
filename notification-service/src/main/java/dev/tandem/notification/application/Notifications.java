package dev.tandem.notification.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The messages to customers, sent and unsent. */
public interface Notifications {

    /** Stores a message, unless its order already has one of that template. */
    void add(Draft draft);

    /**
     * As {@link #add}, and claims the message if it is the first of its order: {@link #claimUnsent} skips it during the
     * lease.
     *
     * @return the message; empty if it was not claimed
     */
    Optional<Notification> addClaimed(Draft draft, Duration lease);

    List<Notification> findByOrder(UUID orderId);

    /**
     * Claims unsent messages for the caller: no other instance gets them during the lease. Messages that are still
     * unsent afterwards can be claimed again, after a pause that grows with each attempt. A message is not claimed
     * while an earlier one of the same order is pending.
     */
    List<Notification> claimUnsent(Duration lease, int atMost);

    /** Stores that the message was sent, and publishes that: both or neither. */
    void markSent(Notification notification);

    /** The message is retried, unless that was the last of {@link Notification#ATTEMPTS_LIMIT} attempts. */
    void recordFailure(UUID id, String error);

    /** The message is not retried, unless an operator decides so. */
    void markFailed(UUID id, String error);
}
