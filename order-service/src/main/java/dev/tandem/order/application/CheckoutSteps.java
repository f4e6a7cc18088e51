package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;

/**
 * The steps of a checkout, which other services perform. Each is identified by the order's id and may be repeated: it
 * returns the first outcome again. Both throw {@link ServiceUnavailableException} when there is no answer. In this case
 * the step may or may not have been carried out.
 */
public interface CheckoutSteps {

    SagaEvent reserveStock(Order order);

    SagaEvent authorizePayment(Order order);
}
