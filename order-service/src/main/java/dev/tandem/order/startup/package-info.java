/** The rehearsal of order-service before it is ready. */
@NullMarked
package dev.tandem.order.startup;

import org.jspecify.annotations.NullMarked;
