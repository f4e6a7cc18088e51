/** The invariants of money, stock, progress, truth and order, checked at each commit, at rest, and at the end. */
@NullMarked
package dev.tandem.simulation.checks;

import org.jspecify.annotations.NullMarked;
