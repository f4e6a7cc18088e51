package dev.tandem.notification.application;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores a message to a customer; {@link DeliverNotifications} sends it. */
@Service
public class NotifyCustomer {

    private final Notifications notifications;

    NotifyCustomer(Notifications notifications) {
        this.notifications = notifications;
    }

    @Transactional
    public void notify(Draft draft) {
        notifications.add(draft);
    }
}
