package dev.tandem.notification.application;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Finds the messages to the customer of an order, sent and unsent. */
@Service
public class FindNotifications {

    private final Notifications notifications;

    FindNotifications(Notifications notifications) {
        this.notifications = notifications;
    }

    public List<Notification> ofOrder(UUID orderId) {
        return notifications.findByOrder(orderId);
    }
}
