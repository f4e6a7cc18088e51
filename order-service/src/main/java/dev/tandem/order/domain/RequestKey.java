package dev.tandem.order.domain;

import jakarta.persistence.Embeddable;

/**
 * By what a customer recognises a request that is sent again.
 *
 * @param idempotencyKey chosen by the customer; another customer may choose the same
 */
@Embeddable
public record RequestKey(String customerId, String idempotencyKey) {}
