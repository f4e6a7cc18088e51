/**
 * The whole saga in one process and in virtual time: the real use cases of all services, in-memory fakes of their
 * surroundings, the injected faults, and the invariants that must hold despite them. Each seed is one schedule.
 */
@NullMarked
package dev.tandem.simulation;

import org.jspecify.annotations.NullMarked;
