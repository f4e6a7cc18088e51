package dev.tandem.order.application;

import dev.tandem.database.Change;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import java.util.Set;

/** Publishes the messages about orders. */
public interface OrderEvents {

    /**
     * Makes a change of an order, and publishes these messages about it: both or neither.
     *
     * @return false if there was nothing to change; nothing is published then
     */
    boolean publish(Order order, Set<Effect> effects, Change change);
}
