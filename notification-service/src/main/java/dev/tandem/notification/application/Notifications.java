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
     * Takes unsent messages for oneself: nobody else gets them during the lease. What is still unsent afterwards comes
     * up again, after a pause that grows with each attempt.
     */
    List<Notification> claimUnsent(Duration lease, int atMost);

    void markSent(UUID id);

    void noteFailure(UUID id, String error);
}
