package dev.tandem.order.domain.idempotency;

/**
 * Identifies a request that a customer may send again.
 *
 * @param idempotencyKey chosen by the customer; another customer may choose the same
 */
public record RequestKey(String customerId, String idempotencyKey) {}
