/** An order as a first version would do it: blocking calls inside the transaction, then a record to Kafka. */
@NullMarked
package dev.tandem.benchmark.orders.naive;

import org.jspecify.annotations.NullMarked;
