/**
 * A payment provider to experiment with: an HTTP API with tables of its own, and tokens that select what happens. It
 * runs inside the service that has this module on its class path, and only if {@code tandem.simulated-provider.enabled}
 * is {@code true}.
 */
@NullMarked
package dev.tandem.provider;

import org.jspecify.annotations.NullMarked;
