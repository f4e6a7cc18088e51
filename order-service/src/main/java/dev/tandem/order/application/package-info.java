/** What order-service can do, one class each. */
@NullMarked
package dev.tandem.order.application;

import org.jspecify.annotations.NullMarked;
