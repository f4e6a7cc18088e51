/** Handles commands and the events of orders, and publishes messages over Kafka. */
@NullMarked
package dev.tandem.inventory.messaging;

import org.jspecify.annotations.NullMarked;
