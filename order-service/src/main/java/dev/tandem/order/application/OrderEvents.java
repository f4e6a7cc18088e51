package dev.tandem.order.application;

import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;

/** Publishes the messages about an order, if the current transaction commits. */
public interface OrderEvents {

    void publish(Order order, Effect effect);
}
