/** What arrives over Kafka, and what is said there. */
@NullMarked
package dev.tandem.notification.messaging;

import org.jspecify.annotations.NullMarked;
