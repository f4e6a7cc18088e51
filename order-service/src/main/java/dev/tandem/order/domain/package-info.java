/** Orders, and the saga that defines the sequence of their steps. */
@NullMarked
package dev.tandem.order.domain;

import org.jspecify.annotations.NullMarked;
