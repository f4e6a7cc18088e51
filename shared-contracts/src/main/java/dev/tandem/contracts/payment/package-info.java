/** What payment-service says and is told. */
@NullMarked
package dev.tandem.contracts.payment;

import org.jspecify.annotations.NullMarked;
