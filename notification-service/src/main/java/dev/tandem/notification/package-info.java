/**
 * Owns the messages to customers. Each outcome of an order is told once; a mail server that is away delays a message and
 * never loses it.
 */
@NullMarked
package dev.tandem.notification;

import org.jspecify.annotations.NullMarked;
