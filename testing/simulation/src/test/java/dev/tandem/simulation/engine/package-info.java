/** Virtual time, processes that crash and come back, and the chaos that decides what happens. */
@NullMarked
package dev.tandem.simulation.engine;

import org.jspecify.annotations.NullMarked;
