/**
 * The whole saga in one process and in virtual time: the real use cases of all services, in-memory fakes of their
 * surroundings, every fault that we know of, and the invariants that must hold despite them.
 */
@NullMarked
package dev.tandem.simulation;

import org.jspecify.annotations.NullMarked;
