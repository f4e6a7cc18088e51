/** Handles commands and the events of orders, and publishes messages over Kafka. */
@NullMarked
package dev.tandem.payment.messaging;

import org.jspecify.annotations.NullMarked;
