/** What order-service expects of inventory- and payment-service. */
@NullMarked
package dev.tandem.expectations.order;

import org.jspecify.annotations.NullMarked;
