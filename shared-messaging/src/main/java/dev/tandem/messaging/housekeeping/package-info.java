/** Removes rows that the tables of this module no longer need. */
@NullMarked
package dev.tandem.messaging.housekeeping;

import org.jspecify.annotations.NullMarked;
