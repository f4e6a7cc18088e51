package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows orders as they are at this moment. */
@Service
public class FindOrders {

    private final Orders orders;

    FindOrders(Orders orders) {
        this.orders = orders;
    }

    public Optional<Order> byId(UUID id) {
        return orders.findById(id);
    }

    /**
     * Orders, newest first.
     *
     * @param customerId whose orders; absent for everybody's
     * @param after the last order of the page before; absent for the first page
     */
    public List<Order> page(@Nullable String customerId, @Nullable UUID after, int limit) {
        return orders.findPage(customerId, after, limit);
    }
}
