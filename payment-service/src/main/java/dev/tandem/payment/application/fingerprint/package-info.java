/** Tells payment requests apart without storing them (ADR 0016). */
@NullMarked
package dev.tandem.payment.application.fingerprint;

import org.jspecify.annotations.NullMarked;
