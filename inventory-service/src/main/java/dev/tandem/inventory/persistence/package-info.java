/** Products and reservations in PostgreSQL. */
@NullMarked
package dev.tandem.inventory.persistence;

import org.jspecify.annotations.NullMarked;
