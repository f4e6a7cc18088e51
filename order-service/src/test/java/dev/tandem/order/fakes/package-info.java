/** Inventory- and payment-service as the tests of order-service have them; held to what order-service expects of them. */
@NullMarked
package dev.tandem.order.fakes;

import org.jspecify.annotations.NullMarked;
