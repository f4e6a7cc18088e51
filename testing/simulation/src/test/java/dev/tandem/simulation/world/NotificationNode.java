package dev.tandem.simulation.world;

import dev.tandem.notification.application.MailSender;
import dev.tandem.simulation.database.NotificationStore;

/** The simulated notification-service, without its job that sends the mails. */
final class NotificationNode extends Node {

    final NotificationStore notifications;

    NotificationNode(Infrastructure infrastructure) {
        super("notification", infrastructure);
        this.notifications = new NotificationStore(database);
        subscribe(Beans.of(
                Beans.NotificationService.class,
                database,
                infrastructure.environment.time(),
                notifications,
                outbox,
                Beans.noOp(MailSender.class)));
    }
}
