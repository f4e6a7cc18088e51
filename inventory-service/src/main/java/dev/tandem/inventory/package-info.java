/**
 * Owns the catalogue, the stock and the reservations. Never asks another service anything, and never holds a lock while
 * anything remote happens.
 */
@NullMarked
package dev.tandem.inventory;

import org.jspecify.annotations.NullMarked;
