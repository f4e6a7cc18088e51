/** Payments in PostgreSQL. */
@NullMarked
package dev.tandem.payment.persistence;

import org.jspecify.annotations.NullMarked;
