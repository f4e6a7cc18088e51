/**
 * Virtual time, processes that crash and restart, and all that can go wrong: faults, planted bugs, violations. It knows
 * the JDK only.
 */
@NullMarked
package dev.tandem.simulation.engine;

import org.jspecify.annotations.NullMarked;
