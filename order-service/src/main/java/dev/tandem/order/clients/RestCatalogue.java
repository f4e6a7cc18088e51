package dev.tandem.order.clients;

import static dev.tandem.order.clients.ServiceClients.ask;
import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.order.application.Catalogue;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.domain.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The catalogue over REST. Names and prices are remembered for a while, so that most orders need no read of it. */
@Component
class RestCatalogue implements Catalogue {

    /** Enough for the products that are sold often, and some megabytes at most. */
    private static final int REMEMBERED = 10_000;

    private final InventoryApi inventory;
    private final Cache<String, Product> remembered;

    RestCatalogue(InventoryApi inventory, OrderSettings settings) {
        this.inventory = inventory;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(settings.priceMaxAge())
                .build();
    }

    @Override
    public List<Product> products() {
        return read(Set.of());
    }

    @Override
    public Map<String, Product> find(Set<String> skus) {
        return remembered.getAll(
                skus, unknown -> read(Set.copyOf(unknown)).stream().collect(toMap(Product::sku, Function.identity())));
    }

    /** An empty set reads everything. */
    private List<Product> read(Set<String> skus) {
        return ask("inventory-service", () -> inventory.products(skus)).stream()
                .map(RestCatalogue::toDomain)
                .toList();
    }

    private static Product toDomain(dev.tandem.contracts.inventory.Product product) {
        var price = new Money(product.price().amount(), product.price().currency());
        return new Product(product.sku(), product.name(), price, product.available());
    }
}
