package dev.tandem.notification.application;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The messages to customers, sent and unsent. */
public interface Notifications {

    /** Notes a message down, unless its order has one of that template already. */
    void add(Draft draft);

    List<Notification> findByOrder(UUID orderId);

    /**
     * Takes unsent messages for the caller: no other instance gets them during the lease. What is still unsent afterwards
     * comes up again, after a pause that grows with each attempt. A message is not taken while an earlier one of the same
     * order is to be sent.
     */
    List<Notification> claimUnsent(Duration lease, int atMost);

    void markSent(UUID id);

    /** The message comes up again, unless that was the last of {@link Notification#ATTEMPTS_LIMIT} attempts. */
    void noteFailure(UUID id, String error);

    /** The message does not come up again by itself. */
    void giveUp(UUID id, String error);
}
