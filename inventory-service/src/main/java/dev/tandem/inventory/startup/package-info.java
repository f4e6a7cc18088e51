/** The rehearsal of inventory-service before it is ready. */
@NullMarked
package dev.tandem.inventory.startup;

import org.jspecify.annotations.NullMarked;
