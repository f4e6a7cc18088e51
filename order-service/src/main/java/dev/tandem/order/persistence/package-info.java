/** Orders and idempotent requests in PostgreSQL. */
@NullMarked
package dev.tandem.order.persistence;

import org.jspecify.annotations.NullMarked;
