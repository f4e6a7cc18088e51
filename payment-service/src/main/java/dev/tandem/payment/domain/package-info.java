/** A payment, and the states it can be in. */
@NullMarked
package dev.tandem.payment.domain;

import org.jspecify.annotations.NullMarked;
