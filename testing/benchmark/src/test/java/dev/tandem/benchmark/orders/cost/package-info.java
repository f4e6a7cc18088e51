/** What orders cost: the counters of processes, PostgreSQL, Kafka and the JVMs. */
@NullMarked
package dev.tandem.benchmark.orders.cost;

import org.jspecify.annotations.NullMarked;
