/** The use cases of order-service, one class each. */
@NullMarked
package dev.tandem.order.application;

import org.jspecify.annotations.NullMarked;
