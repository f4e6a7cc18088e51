package dev.tandem.order.persistence;

import dev.tandem.database.Change;
import dev.tandem.order.application.OrderEvents;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the changes of orders, and publishes nothing. */
record ChangesOnly(JdbcClient jdbc) implements OrderEvents {

    @Override
    public boolean publish(Order order, Set<Effect> effects, Change change) {
        return change.make(jdbc);
    }
}
