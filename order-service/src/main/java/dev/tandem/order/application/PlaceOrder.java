package dev.tandem.order.application;

import static java.util.Objects.requireNonNull;

import dev.tandem.context.Deadline;
import dev.tandem.order.application.Catalogue.Product;
import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import java.lang.ScopedValue.CallableOp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Accepts an order at the prices of the catalogue, and advances it as far as possible while the customer waits. */
@Service
public class PlaceOrder {

    private final Catalogue catalogue;
    private final Orders orders;
    private final OrderEvents events;
    private final ContinueCheckout sagaState;
    private final TransactionOperations transactions;
    private final OrderSettings settings;
    private final Clock clock;

    PlaceOrder(
            Catalogue catalogue,
            Orders orders,
            OrderEvents events,
            ContinueCheckout sagaState,
            TransactionOperations transactions,
            OrderSettings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.orders = orders;
        this.events = events;
        this.sagaState = sagaState;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** The order that a customer wants to place. Each SKU appears once. */
    public record Request(Customer customer, List<Item> items, String paymentToken) {}

    /** A number of units of one product. */
    public record Item(String sku, int quantity) {}

    /**
     * Places the order.
     *
     * @return the order once it has ended, continues over Kafka, or the deadline is exceeded
     * @throws UnknownProductException if an item is not in the catalogue; no order is accepted then
     * @throws ServiceUnavailableException if the prices cannot be read; no order is accepted then
     */
    public Order place(Request request) {
        return place(request, _ -> {});
    }

    /**
     * Places the order, like {@link #place(Request)}.
     *
     * @param alongside writes what has to be committed together with the order, given its id
     */
    Order place(Request request, Consumer<UUID> alongside) {
        var order = withinBudget(() -> accept(request, price(request.items()), alongside));
        return sagaState.run(order);
    }

    /** Accepting takes no longer than the usual budget, even if the customer does not wait for the outcome. */
    private Order withinBudget(CallableOp<Order, RuntimeException> work) {
        return Deadline.current()
                .orElseGet(() -> Deadline.in(settings.responseBudget(), clock))
                .call(work);
    }

    private List<OrderLine> price(List<Item> items) {
        var skus = items.stream().map(Item::sku).collect(Collectors.toSet());
        var products = catalogue.find(skus);
        var unknown = new TreeSet<>(skus);
        unknown.removeAll(products.keySet());
        if (!unknown.isEmpty()) {
            throw new UnknownProductException(unknown);
        }
        return items.stream().map(item -> line(item, products)).toList();
    }

    private static OrderLine line(Item item, Map<String, Product> products) {
        var product = requireNonNull(products.get(item.sku()));
        return new OrderLine(item.sku(), product.name(), item.quantity(), product.price());
    }

    private Order accept(Request request, List<OrderLine> lines, Consumer<UUID> alongside) {
        var now = clock.instant();
        var order = new Order(
                UUID.randomUUID(), request.customer(), request.paymentToken(), lines, now, now.plus(settings.claim()));
        transactions.executeWithoutResult(_ -> {
            alongside.accept(order.id());
            orders.save(order);
            events.placed(order);
        });
        return order;
    }
}
