/** The expectations that payment-service has of order-service. */
@NullMarked
package dev.tandem.expectations.payment;

import org.jspecify.annotations.NullMarked;
