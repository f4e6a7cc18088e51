/** The rehearsal of payment-service before it is ready. */
@NullMarked
package dev.tandem.payment.startup;

import org.jspecify.annotations.NullMarked;
