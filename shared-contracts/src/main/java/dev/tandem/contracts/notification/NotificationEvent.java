package dev.tandem.contracts.notification;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/** Events about messages to customers. */
@Channel(
        value = "notification.events",
        from = "notification-service",
        to = {})
public sealed interface NotificationEvent extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** The mail server has accepted the message. */
    @MessageType("notification.sent.v1")
    record NotificationSent(UUID orderId, UUID notificationId, String template, Instant sentAt)
            implements NotificationEvent {}
}
