package dev.tandem.notification.application;

import java.util.UUID;

/**
 * A message to a customer that is still to be noted down.
 *
 * @param template which message it is, such as {@code order-confirmed}; an order has one of each at most
 */
public record Draft(UUID orderId, String template, String recipient, String subject, String body) {}
