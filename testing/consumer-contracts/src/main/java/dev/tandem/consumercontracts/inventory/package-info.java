/** The expectations that inventory-service has of order-service. */
@NullMarked
package dev.tandem.consumercontracts.inventory;

import org.jspecify.annotations.NullMarked;
