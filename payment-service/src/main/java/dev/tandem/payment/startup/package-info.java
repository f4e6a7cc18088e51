/** What payment-service rehearses before it is ready. */
@NullMarked
package dev.tandem.payment.startup;

import org.jspecify.annotations.NullMarked;
