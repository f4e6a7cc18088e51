/** The clients of the other services, and the guards around each call. */
@NullMarked
package dev.tandem.order.clients;

import org.jspecify.annotations.NullMarked;
