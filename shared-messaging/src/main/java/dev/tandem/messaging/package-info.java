/**
 * Reliable messaging: a message added to the {@link dev.tandem.messaging.Outbox} reaches Kafka at least once and in
 * order per subject, and a {@link dev.tandem.messaging.MessageHandler} does its work exactly once per message.
 */
@NullMarked
package dev.tandem.messaging;

import org.jspecify.annotations.NullMarked;
