/** What inventory-service can do, one class each. */
@NullMarked
package dev.tandem.inventory.application;

import org.jspecify.annotations.NullMarked;
