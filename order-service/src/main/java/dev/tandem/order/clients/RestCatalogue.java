package dev.tandem.order.clients;

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
    private final Hops hops;
    private final Cache<String, Product> remembered;

    RestCatalogue(InventoryApi inventory, Hops hops, OrderSettings settings) {
        this.inventory = inventory;
        this.hops = hops;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(settings.priceMaxAge())
                .build();
    }

    @Override
    public List<Product> products() {
        return read(Hop.PRODUCTS, Set.of());
    }

    @Override
    public Map<String, Product> find(Set<String> skus) {
        return remembered.getAll(
                skus,
                unknown -> read(Hop.PRICES, Set.copyOf(unknown)).stream()
                        .collect(toMap(Product::sku, Function.identity())));
    }

    /** An empty set reads everything. */
    private List<Product> read(Hop hop, Set<String> skus) {
        return hops.ask(hop, () -> inventory.products(skus)).stream()
                .map(RestCatalogue::toDomain)
                .toList();
    }

    private static Product toDomain(dev.tandem.contracts.inventory.Product product) {
        var price = new Money(product.price().amount(), product.price().currency());
        return new Product(product.sku(), product.name(), price, product.available());
    }
}
