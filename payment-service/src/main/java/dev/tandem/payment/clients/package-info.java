/** The payment provider, as this service sees it. */
@NullMarked
package dev.tandem.payment.clients;

import org.jspecify.annotations.NullMarked;
