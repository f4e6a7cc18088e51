package dev.tandem.order.application;

import static java.util.Objects.requireNonNull;

import dev.tandem.context.Deadline;
import dev.tandem.order.application.Catalogue.Product;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.application.PlaceOrder.Request;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.OrderSaga;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import dev.tandem.sealing.TokenSealer;
import java.lang.ScopedValue.CallableOp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Accepts an order at the prices of the catalogue: stores it, and publishes that it was placed, in one statement. From
 * here on the payment token is sealed.
 */
@Service
class AcceptOrder {

    private final Catalogue catalogue;
    private final Orders orders;
    private final IdempotentRequests requests;
    private final TokenSealer sealer;
    private final OrderSettings settings;
    private final Clock clock;

    AcceptOrder(
            Catalogue catalogue,
            Orders orders,
            IdempotentRequests requests,
            TokenSealer sealer,
            OrderSettings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.orders = orders;
        this.requests = requests;
        this.sealer = sealer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Accepts the order.
     *
     * @throws UnknownProductException if an item is not in the catalogue; nothing is stored then
     * @throws ServiceUnavailableException if the prices cannot be read; nothing is stored then
     */
    Order accept(Request request) {
        return withinBudget(() -> {
            var order = price(request);
            orders.add(order, OrderSaga.begin());
            return order;
        });
    }

    /**
     * Accepts the order like {@link #accept}, unless its key was used before. The key is stored first, so that a second
     * request does little work in vain.
     *
     * @param fingerprint the fingerprint of the content
     * @return empty if the key was used before; nothing is stored then
     */
    Optional<Order> acceptOnce(Request request, RequestKey key, String fingerprint) {
        return withinBudget(() -> {
            var order = price(request);
            var keyed = new IdempotentRequest(key, fingerprint, order.id(), order.placedAt());
            return requests.add(keyed, order, OrderSaga.begin()) ? Optional.of(order) : Optional.empty();
        });
    }

    /** Accepting takes no longer than the usual budget, even if the customer does not wait for the outcome. */
    private <T> T withinBudget(CallableOp<T, RuntimeException> work) {
        return Deadline.current()
                .orElseGet(() -> Deadline.in(settings.responseBudget(), clock))
                .call(work);
    }

    private Order price(Request request) {
        var skus = request.items().stream().map(Item::sku).collect(Collectors.toSet());
        var products = catalogue.find(skus);
        var unknown = new TreeSet<>(skus);
        unknown.removeAll(products.keySet());
        if (!unknown.isEmpty()) {
            throw new UnknownProductException(unknown);
        }
        var lines = request.items().stream().map(item -> line(item, products)).toList();
        var id = UUID.randomUUID();
        var sealedToken = sealer.seal(id, request.paymentToken());
        var now = clock.instant();
        return new Order(id, request.customer(), sealedToken, lines, now, now.plus(settings.claim()));
    }

    private static OrderLine line(Item item, Map<String, Product> products) {
        var product = requireNonNull(products.get(item.sku()));
        return new OrderLine(item.sku(), product.name(), item.quantity(), product.price());
    }
}
