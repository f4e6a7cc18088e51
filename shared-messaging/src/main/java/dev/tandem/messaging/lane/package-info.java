/** The lanes of the outbox in the database: how far each has been relayed, and which relay leads it. */
@NullMarked
package dev.tandem.messaging.lane;

import org.jspecify.annotations.NullMarked;
