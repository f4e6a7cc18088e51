/** The floor, frozen: the statements and requests of an order and nothing else, against which the system is measured. */
@NullMarked
package dev.tandem.benchmark.orders.floor;

import org.jspecify.annotations.NullMarked;
