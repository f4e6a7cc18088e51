/** What arrives over Kafka, and what is said there. */
@NullMarked
package dev.tandem.order.messaging;

import org.jspecify.annotations.NullMarked;
