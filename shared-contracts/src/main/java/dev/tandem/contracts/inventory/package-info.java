/** What inventory-service says and is told. */
@NullMarked
package dev.tandem.contracts.inventory;

import org.jspecify.annotations.NullMarked;
