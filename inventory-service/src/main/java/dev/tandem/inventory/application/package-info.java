/** The use cases of inventory-service, one class each. */
@NullMarked
package dev.tandem.inventory.application;

import org.jspecify.annotations.NullMarked;
