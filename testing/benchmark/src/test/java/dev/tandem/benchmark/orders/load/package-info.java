/** The customers, who place orders and measure how long the answers take. */
@NullMarked
package dev.tandem.benchmark.orders.load;

import org.jspecify.annotations.NullMarked;
