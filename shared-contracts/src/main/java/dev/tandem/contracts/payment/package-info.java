/** The HTTP API, the commands and the events of payment-service. */
@NullMarked
package dev.tandem.contracts.payment;

import org.jspecify.annotations.NullMarked;
