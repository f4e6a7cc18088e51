/**
 * The simulated world: the real classes of all services, wired to the fakes; their jobs; and the customers. A new
 * service is a {@code Node} of its own.
 */
@NullMarked
package dev.tandem.simulation.world;

import org.jspecify.annotations.NullMarked;
