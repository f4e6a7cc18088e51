/**
 * Measures the outbox relay beside other ways to do the same. PostgreSQL, the broker, each relay and the harness, which
 * writes and receives, are processes of their own.
 */
@NullMarked
package dev.tandem.benchmark;

import org.jspecify.annotations.NullMarked;
