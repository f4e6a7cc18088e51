/** The HTTP API, the commands and the events of inventory-service. */
@NullMarked
package dev.tandem.contracts.inventory;

import org.jspecify.annotations.NullMarked;
