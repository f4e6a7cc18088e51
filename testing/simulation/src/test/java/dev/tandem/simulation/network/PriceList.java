package dev.tandem.simulation.network;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tandem.order.application.Catalogue;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.domain.Money;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.network.Network.NoAnswerException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalogue as order-service sees it. Its prices never change; sometimes it does not answer. */
public final class PriceList implements Catalogue {

    public static final String MUG = "MUG";
    public static final String HAT = "HAT";

    private static final List<Product> PRODUCTS = List.of(
            new Product(MUG, "Mug", new Money(1295, "EUR"), 9), new Product(HAT, "Hat", new Money(900, "EUR"), 9));

    private final Environment environment;

    public PriceList(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Product> products() {
        return PRODUCTS;
    }

    @Override
    public Map<String, Product> find(Set<String> skus) {
        environment.interruptions().mayPauseOrCrash();
        if (environment.chaos().happens(Fault.CATALOGUE_UNAVAILABLE)) {
            throw new ServiceUnavailableException("the catalogue", new NoAnswerException());
        }
        return PRODUCTS.stream()
                .filter(product -> skus.contains(product.sku()))
                .collect(toMap(Product::sku, identity()));
    }
}
