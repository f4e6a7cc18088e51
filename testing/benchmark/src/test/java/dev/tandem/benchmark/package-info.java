/**
 * Measures the outbox relay and its alternatives. PostgreSQL, the broker, each relay and the harness, which writes and
 * receives, are separate processes. Here are the measures and the report; {@code contestant} has the relays.
 */
@NullMarked
package dev.tandem.benchmark;

import org.jspecify.annotations.NullMarked;
