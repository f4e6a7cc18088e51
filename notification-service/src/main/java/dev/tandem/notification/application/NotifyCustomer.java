package dev.tandem.notification.application;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes down what a customer is to be told; {@link DeliverNotifications} tells it. */
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
