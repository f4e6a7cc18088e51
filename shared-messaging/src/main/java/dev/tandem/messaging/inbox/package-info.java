/**
 * Receives messages from Kafka and handles each once: begin with {@link dev.tandem.messaging.inbox.IncomingMessages}.
 */
@NullMarked
package dev.tandem.messaging.inbox;

import org.jspecify.annotations.NullMarked;
