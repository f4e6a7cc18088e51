/**
 * The whole saga in one process and in virtual time. Here are the tests, and {@code Simulation}, which runs one
 * schedule per seed. The other packages: {@code world} wires the real use cases to the fakes in {@code database} and
 * {@code network}, {@code checks} has the invariants, {@code engine} the virtual time and the faults.
 */
@NullMarked
package dev.tandem.simulation;

import org.jspecify.annotations.NullMarked;
