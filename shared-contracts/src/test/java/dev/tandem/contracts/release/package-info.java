/**
 * Contracts that cannot break silently: schemas from the records, the frozen releases, and the check that old consumers
 * and old messages remain compatible with new ones.
 */
@NullMarked
package dev.tandem.contracts.release;

import org.jspecify.annotations.NullMarked;
