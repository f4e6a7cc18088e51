package dev.tandem.notification.application;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Shows what a customer was told of an order, and what is still to be told. */
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
