/** The processes of a measurement: servers, relays, writers and the receiver. */
@NullMarked
package dev.tandem.benchmark.infrastructure;

import org.jspecify.annotations.NullMarked;
