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
     * Some of the orders, newest first.
     *
     * @param next after which order the next page begins; absent if this is the last one
     */
    public record Page(List<Order> orders, @Nullable UUID next) {}

    /**
     * Orders, newest first. Orders that are placed meanwhile do not shift the pages.
     *
     * @param customerId whose orders; absent for everybody's
     * @param after the last order of the page before; absent for the first page
     * @throws UnknownCursorException if there is no such order to go on after
     */
    public Page page(@Nullable String customerId, @Nullable UUID after, int limit) {
        if (after != null && orders.findById(after).isEmpty()) {
            throw new UnknownCursorException(after);
        }
        var found = orders.findPage(customerId, after, limit + 1);
        var page = found.stream().limit(limit).toList();
        return new Page(page, found.size() > limit ? page.getLast().id() : null);
    }

    /** A page is to begin after an order that does not exist. */
    public static class UnknownCursorException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnknownCursorException(UUID after) {
            super("There is no order " + after + " after which a page could begin.");
        }
    }
}
