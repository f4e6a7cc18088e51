/** Messages that could not be handled or sent, and the decisions of operators about them. */
@NullMarked
package dev.tandem.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
