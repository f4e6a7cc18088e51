package dev.tandem.order.domain.idempotency;

import jakarta.persistence.Embeddable;

/**
 * Identifies a request that a customer may send again.
 *
 * @param idempotencyKey chosen by the customer; another customer may choose the same
 */
@Embeddable
public record RequestKey(String customerId, String idempotencyKey) {}
