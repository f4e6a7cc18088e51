/** The fakes of inventory- and payment-service in the tests of order-service, held to its expectations of them. */
@NullMarked
package dev.tandem.order.fakes;

import org.jspecify.annotations.NullMarked;
