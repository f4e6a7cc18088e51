/**
 * The whole saga in one process and in virtual time: the real use cases of all services, what surrounds them as in-memory
 * fakes, every fault that we know of, and the invariants that must hold all the same.
 */
@NullMarked
package dev.tandem.simulation;

import org.jspecify.annotations.NullMarked;
