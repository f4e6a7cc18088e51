package dev.tandem.notification.application;

import java.util.UUID;

/**
 * A message to a customer that is not stored yet.
 *
 * @param template the kind of message, such as {@code order-confirmed}; an order has at most one of each
 * @param recipient the address as the customer gave it; {@link MailSender} checks whether mail can be sent to it
 */
public record Draft(UUID orderId, String template, String recipient, String subject, String body) {

    public Draft {
        recipient = PlainText.storable(recipient);
        subject = PlainText.oneLine(subject);
        body = PlainText.storable(body);
    }
}
