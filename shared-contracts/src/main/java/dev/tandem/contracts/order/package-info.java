/** What order-service says. */
@NullMarked
package dev.tandem.contracts.order;

import org.jspecify.annotations.NullMarked;
