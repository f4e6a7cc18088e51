/** What the floor and the naive order are made of: small HTTP servers and calls, and databases without any framework. */
@NullMarked
package dev.tandem.benchmark.orders.parts;

import org.jspecify.annotations.NullMarked;
