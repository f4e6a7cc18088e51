/** The client of the payment provider. */
@NullMarked
package dev.tandem.payment.clients;

import org.jspecify.annotations.NullMarked;
