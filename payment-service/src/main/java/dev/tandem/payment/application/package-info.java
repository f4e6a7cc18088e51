/** What payment-service can do, one class each. */
@NullMarked
package dev.tandem.payment.application;

import org.jspecify.annotations.NullMarked;
