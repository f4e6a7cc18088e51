package dev.tandem.order.fakes;

import dev.tandem.consumercontracts.Wire;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockCommitted;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.Product;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReservationAnswer.Outcome;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stands in for inventory-service: blue and red mugs, and a memory of the outcome of each order. */
public final class FakeInventory implements InventoryApi, Wire {

    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<UUID, Set<ReservationLine>> requests = new HashMap<>();
    private final Map<UUID, List<ReservationLine>> reserved = new HashMap<>();
    private final Map<UUID, InventoryEvent> outcomes = new HashMap<>();
    private final List<InventoryEvent> published = new ArrayList<>();

    public synchronized void stock(String sku, int units) {
        stock.put(sku, units);
    }

    @Override
    public synchronized List<Product> products(@Nullable Set<String> skus) {
        return Stream.of(product("MUG-BLUE", "Mug, blue"), product("MUG-RED", "Mug, red"))
                .filter(product -> skus == null || skus.isEmpty() || skus.contains(product.sku()))
                .toList();
    }

    @Override
    public synchronized ReservationAnswer reserve(UUID orderId, ReserveStockRequest request) {
        if (isDifferent(orderId, request.lines())) {
            throw CommonProblem.DIFFERENT_REQUEST.because("Asked for something else.");
        }
        var known = outcomes.get(orderId);
        return switch (known == null ? publish(takeAllOrNothing(orderId, request.lines())) : known) {
            case StockReserved _, StockCommitted _ ->
                new ReservationAnswer(Outcome.RESERVED, List.of(), reserved.get(orderId));
            case StockRejected rejected -> new ReservationAnswer(Outcome.OUT_OF_STOCK, rejected.missingSkus(), null);
            case StockReleased _ -> new ReservationAnswer(Outcome.RELEASED, List.of(), null);
        };
    }

    /** An order that was released before its first request accepts any request, and reserves nothing. */
    private boolean isDifferent(UUID orderId, List<ReservationLine> lines) {
        var before = requests.get(orderId);
        return before != null && !before.equals(Set.copyOf(lines));
    }

    /** Each command is answered, even if it was carried out before. */
    @Override
    public synchronized void send(Message message) {
        switch (message) {
            case ReserveStock(var id, var lines) -> {
                var known = outcomes.get(id);
                publish(known == null ? takeAllOrNothing(id, lines) : known);
            }
            case ReleaseStock(var id) -> publish(putBack(id));
            case OrderConfirmed confirmed -> publish(new StockCommitted(confirmed.orderId()));
            default -> throw new IllegalArgumentException("nothing for inventory-service: " + message);
        }
    }

    @Override
    public synchronized <M extends Message> List<M> received(Class<M> channel, UUID orderId) {
        return published.stream()
                .filter(event -> event.orderId().equals(orderId))
                .map(channel::cast)
                .toList();
    }

    private Product product(String sku, String name) {
        return new Product(sku, name, new Money(1295, "EUR"), available(sku));
    }

    private InventoryEvent takeAllOrNothing(UUID orderId, List<ReservationLine> lines) {
        requests.put(orderId, Set.copyOf(lines));
        var missing = lines.stream()
                .filter(line -> line.quantity() > available(line.sku()))
                .map(ReservationLine::sku)
                .toList();
        if (!missing.isEmpty()) {
            return new StockRejected(orderId, missing);
        }
        lines.forEach(line -> stock.merge(line.sku(), -line.quantity(), Integer::sum));
        reserved.put(orderId, lines);
        return new StockReserved(orderId, lines);
    }

    private InventoryEvent putBack(UUID orderId) {
        var lines = reserved.remove(orderId);
        if (lines != null) {
            lines.forEach(line -> stock.merge(line.sku(), line.quantity(), Integer::sum));
        }
        return new StockReleased(orderId);
    }

    private InventoryEvent publish(InventoryEvent event) {
        outcomes.put(event.orderId(), event);
        published.add(event);
        return event;
    }

    private int available(String sku) {
        return stock.getOrDefault(sku, 0);
    }
}
