/** Removes what the tables of this module need no longer. */
@NullMarked
package dev.tandem.messaging.housekeeping;

import org.jspecify.annotations.NullMarked;
