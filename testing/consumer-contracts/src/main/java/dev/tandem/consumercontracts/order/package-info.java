/** The expectations that order-service has of inventory- and payment-service. */
@NullMarked
package dev.tandem.consumercontracts.order;

import org.jspecify.annotations.NullMarked;
