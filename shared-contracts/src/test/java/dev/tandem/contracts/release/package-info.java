/**
 * Contracts that cannot break silently: schemas from the records, what was frozen of them, and the check that keeps old
 * readers and old messages in company with new ones.
 */
@NullMarked
package dev.tandem.contracts.release;

import org.jspecify.annotations.NullMarked;
