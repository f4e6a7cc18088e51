/** What is said over Kafka. */
@NullMarked
package dev.tandem.order.messaging;

import org.jspecify.annotations.NullMarked;
