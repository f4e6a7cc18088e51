/** Virtual time, processes that crash and restart, and the random faults. It runs any work, whatever that work does. */
@NullMarked
package dev.tandem.simulation.engine;

import org.jspecify.annotations.NullMarked;
