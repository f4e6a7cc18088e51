/** Handles the events of orders, and publishes messages over Kafka. */
@NullMarked
package dev.tandem.notification.messaging;

import org.jspecify.annotations.NullMarked;
