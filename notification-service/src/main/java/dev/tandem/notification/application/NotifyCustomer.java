package dev.tandem.notification.application;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores a message to a customer. {@link DeliverAtOnce} sends it if it has a free place, and {@link
 * DeliverNotifications} otherwise.
 */
@Service
public class NotifyCustomer {

    private final Notifications notifications;
    private final DeliverAtOnce deliverAtOnce;

    NotifyCustomer(Notifications notifications, DeliverAtOnce deliverAtOnce) {
        this.notifications = notifications;
        this.deliverAtOnce = deliverAtOnce;
    }

    @Transactional
    public void notify(Draft draft) {
        deliverAtOnce
                .takePlace()
                .ifPresentOrElse(
                        place -> notifications
                                .addClaimed(draft, DeliverNotifications.LEASE)
                                .ifPresent(place::deliverAfterCommit),
                        () -> notifications.add(draft));
    }
}
