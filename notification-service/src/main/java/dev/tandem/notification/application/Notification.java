package dev.tandem.notification.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a customer.
 *
 * @param template which message it is, such as {@code order-confirmed}; an order has one of each at most
 * @param attempts how often its delivery has been tried
 * @param lastError why the last attempt failed; absent if it did not
 * @param sentAt when the mail server took it; absent until then
 */
public record Notification(
        UUID id,
        UUID orderId,
        String template,
        String recipient,
        String subject,
        String body,
        int attempts,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant sentAt) {}
