/** A payment and its states. */
@NullMarked
package dev.tandem.payment.domain;

import org.jspecify.annotations.NullMarked;
