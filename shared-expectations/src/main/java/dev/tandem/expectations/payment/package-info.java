/** What payment-service expects of order-service. */
@NullMarked
package dev.tandem.expectations.payment;

import org.jspecify.annotations.NullMarked;
