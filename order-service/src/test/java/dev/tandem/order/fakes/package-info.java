/** Fakes of inventory-service and payment-service. They meet the expectations that order-service has of both. */
@NullMarked
package dev.tandem.order.fakes;

import org.jspecify.annotations.NullMarked;
