package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds orders in their current state. */
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
     * A page of orders, newest first.
     *
     * @param next the order after which the next page begins; absent on the last page
     */
    public record Page(List<Order> orders, @Nullable UUID next) {}

    /**
     * Orders, newest first. Orders that are placed while a client reads page after page do not shift the pages.
     *
     * @param customerId the customer whose orders to list; absent for the orders of all customers
     * @param after the last order of the previous page; absent for the first page
     * @throws UnknownCursorException if the order {@code after} does not exist
     */
    public Page page(@Nullable String customerId, @Nullable UUID after, int limit) {
        if (after != null && orders.findById(after).isEmpty()) {
            throw new UnknownCursorException(after);
        }
        var found = orders.findPage(customerId, after, limit + 1);
        var page = found.stream().limit(limit).toList();
        return new Page(page, found.size() > limit ? page.getLast().id() : null);
    }

    /** A client requested the page that follows an order, but this order does not exist. */
    public static class UnknownCursorException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnknownCursorException(UUID after) {
            super("No page can begin after order " + after + ", because there is no such order.");
        }
    }
}
