/** The other services, as this one sees them. */
@NullMarked
package dev.tandem.order.clients;

import org.jspecify.annotations.NullMarked;
