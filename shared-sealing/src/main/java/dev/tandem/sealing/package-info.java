/**
 * Seals payment tokens: whoever stores or carries a sealed token cannot read it, change it, or use it for another order
 * (ADR 0020).
 */
@NullMarked
package dev.tandem.sealing;

import org.jspecify.annotations.NullMarked;
