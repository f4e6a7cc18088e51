/** Warms order-service up: it rehearses its daily work before it reports that it is ready. */
@NullMarked
package dev.tandem.order.startup;

import org.jspecify.annotations.NullMarked;
