/**
 * Owns the payments, and is the only service that calls the payment provider. Never takes an unknown outcome for a
 * failure, and never calls the provider while a transaction is open.
 */
@NullMarked
package dev.tandem.payment;

import org.jspecify.annotations.NullMarked;
