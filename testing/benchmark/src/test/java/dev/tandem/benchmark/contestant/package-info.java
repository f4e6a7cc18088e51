/** The compared ways to publish events from a table to Kafka. */
@NullMarked
package dev.tandem.benchmark.contestant;

import org.jspecify.annotations.NullMarked;
