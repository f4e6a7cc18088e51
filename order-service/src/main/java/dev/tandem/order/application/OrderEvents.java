package dev.tandem.order.application;

import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;

/** Says what has to be said of an order, if the running transaction commits. */
public interface OrderEvents {

    void placed(Order order);

    void publish(Order order, Effect effect);
}
