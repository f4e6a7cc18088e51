/** Products, and the reservations that orders hold on them. */
@NullMarked
package dev.tandem.inventory.domain;

import org.jspecify.annotations.NullMarked;
