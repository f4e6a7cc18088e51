package dev.tandem.order.web;

import dev.tandem.order.domain.Order;

/** Carries a rejected order to the {@link ProblemHandler}, which tells the customer why. */
final class OrderRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Order order;

    OrderRejectedException(Order order) {
        this.order = order;
    }

    Order order() {
        return order;
    }
}
