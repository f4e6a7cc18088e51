/** The contestants as running processes, and the commits that they are built from. */
@NullMarked
package dev.tandem.benchmark.orders.system;

import org.jspecify.annotations.NullMarked;
