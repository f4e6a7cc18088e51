package dev.tandem.simulation.network;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tandem.order.application.Catalogue;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.domain.Money;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Stage;
import dev.tandem.simulation.network.Network.NoAnswerException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalogue as order-service sees it: its prices never change, but now and then it does not answer. */
public final class PriceList implements Catalogue {

    public static final String MUG = "MUG";
    public static final String HAT = "HAT";

    private static final List<Product> PRODUCTS = List.of(
            new Product(MUG, "Mug", new Money(1295, "EUR"), 9), new Product(HAT, "Hat", new Money(900, "EUR"), 9));

    private final Stage stage;

    public PriceList(Stage stage) {
        this.stage = stage;
    }

    @Override
    public List<Product> products() {
        return PRODUCTS;
    }

    @Override
    public Map<String, Product> find(Set<String> skus) {
        stage.life().step();
        if (stage.chaos().happens(Fault.NO_PRICES)) {
            throw new ServiceUnavailableException("the catalogue", new NoAnswerException());
        }
        return PRODUCTS.stream()
                .filter(product -> skus.contains(product.sku()))
                .collect(toMap(Product::sku, identity()));
    }
}
