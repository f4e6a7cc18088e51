/** The expectations that payment-service has of order-service. */
@NullMarked
package dev.tandem.consumercontracts.payment;

import org.jspecify.annotations.NullMarked;
