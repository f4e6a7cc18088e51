package dev.tandem.notification.messaging;

import dev.tandem.contracts.notification.NotificationEvent.NotificationSent;
import dev.tandem.database.Change;
import dev.tandem.messaging.Outbox;
import dev.tandem.notification.application.Notification;
import dev.tandem.notification.application.NotificationEvents;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Publishes the outcome of a message to a customer through the outbox. */
@Component
class OutboxNotificationEvents implements NotificationEvents {

    private final Outbox outbox;
    private final Clock clock;

    OutboxNotificationEvents(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void sent(Notification notification, Change change) {
        var sent = new NotificationSent(
                notification.orderId(), notification.id(), notification.template(), clock.instant());
        outbox.addWith(change, List.of(sent));
    }
}
