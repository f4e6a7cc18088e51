/** Handles the events of the other services, and publishes messages over Kafka. */
@NullMarked
package dev.tandem.order.messaging;

import org.jspecify.annotations.NullMarked;
