/**
 * Stands in for a payment provider where {@code tandem.simulated-provider.enabled} is {@code true}: an HTTP API with a
 * memory of its own, and tokens that select what happens.
 */
@NullMarked
package dev.tandem.payment.simulator;

import org.jspecify.annotations.NullMarked;
