package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;

/**
 * The steps of a sagaState, as the other services perform them. Each is named by the order's id and may be repeated: the
 * first outcome is returned again. Both throw {@link ServiceUnavailableException} when there is no answer, in which case
 * the step may or may not have been done.
 */
public interface CheckoutSteps {

    SagaEvent reserveStock(Order order);

    SagaEvent authorizePayment(Order order);
}
