/** Publishes the outbox to Kafka (ADR 0004): begin with {@link dev.tandem.messaging.relay.LaneTerm}. */
@NullMarked
package dev.tandem.messaging.relay;

import org.jspecify.annotations.NullMarked;
