/** Measures what an order costs: the system, another commit of it, the floor below it, and a naive order. All run as processes
 * of their own, one after the other, under the same loads. */
@NullMarked
package dev.tandem.benchmark.orders;

import org.jspecify.annotations.NullMarked;
