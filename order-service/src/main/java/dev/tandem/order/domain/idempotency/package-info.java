/** The requests that a client may repeat with an {@code Idempotency-Key} (ADR 0009). */
@NullMarked
package dev.tandem.order.domain.idempotency;

import org.jspecify.annotations.NullMarked;
