/** The use cases of payment-service, one class each. */
@NullMarked
package dev.tandem.payment.application;

import org.jspecify.annotations.NullMarked;
