/** Stands in for a payment provider: an HTTP API with a memory of its own, and tokens for what can happen. */
@NullMarked
package dev.tandem.payment.simulator;

import org.jspecify.annotations.NullMarked;
