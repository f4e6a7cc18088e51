/**
 * Owns the messages to customers. Each outcome of an order has one message; an unavailable mail server delays a message
 * and never loses it.
 */
@NullMarked
package dev.tandem.notification;

import org.jspecify.annotations.NullMarked;
