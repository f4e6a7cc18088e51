/** The outbox as a table, and its messages. */
@NullMarked
package dev.tandem.messaging.outbox;

import org.jspecify.annotations.NullMarked;
