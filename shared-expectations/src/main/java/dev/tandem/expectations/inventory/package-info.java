/** What inventory-service expects of order-service. */
@NullMarked
package dev.tandem.expectations.inventory;

import org.jspecify.annotations.NullMarked;
