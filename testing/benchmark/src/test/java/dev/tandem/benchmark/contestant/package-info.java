/** The ways to get events from a table to Kafka that are compared. */
@NullMarked
package dev.tandem.benchmark.contestant;

import org.jspecify.annotations.NullMarked;
