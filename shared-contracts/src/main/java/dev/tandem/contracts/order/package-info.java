/** The events of order-service. */
@NullMarked
package dev.tandem.contracts.order;

import org.jspecify.annotations.NullMarked;
