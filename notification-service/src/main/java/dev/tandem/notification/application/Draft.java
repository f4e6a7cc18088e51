package dev.tandem.notification.application;

import java.util.UUID;

/**
 * A message to a customer that is still to be noted down.
 *
 * @param template which message it is, such as {@code order-confirmed}; an order has one of each at most
 * @param recipient the address as the customer gave it: whether mail can be sent to it is found out when it is sent
 */
public record Draft(UUID orderId, String template, String recipient, String subject, String body) {

    public Draft {
        recipient = PlainText.storable(recipient);
        subject = PlainText.oneLine(subject);
        body = PlainText.storable(body);
    }
}
