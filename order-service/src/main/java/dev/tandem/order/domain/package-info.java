/** An order, and the saga: which step follows which. */
@NullMarked
package dev.tandem.order.domain;

import org.jspecify.annotations.NullMarked;
