/** What the options of the services' JVMs do to the start, the first minute and the time after it. */
@NullMarked
package dev.tandem.benchmark.orders.start;

import org.jspecify.annotations.NullMarked;
