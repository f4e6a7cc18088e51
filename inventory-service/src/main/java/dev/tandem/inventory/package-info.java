/**
 * Owns the catalogue, the stock and the reservations. Never calls another service, and never holds a lock during
 * a remote call.
 */
@NullMarked
package dev.tandem.inventory;

import org.jspecify.annotations.NullMarked;
