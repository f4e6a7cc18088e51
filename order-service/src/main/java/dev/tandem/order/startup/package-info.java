/** What order-service rehearses before it is ready. */
@NullMarked
package dev.tandem.order.startup;

import org.jspecify.annotations.NullMarked;
