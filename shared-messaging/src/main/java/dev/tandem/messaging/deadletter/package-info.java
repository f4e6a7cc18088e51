/** Messages that could not be handled or sent, and what operators decide about them. */
@NullMarked
package dev.tandem.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
