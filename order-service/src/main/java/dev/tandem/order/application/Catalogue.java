package dev.tandem.order.application;

import dev.tandem.order.domain.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be ordered. Both methods throw {@link ServiceUnavailableException} when nobody can tell. */
public interface Catalogue {

    /** Everything there is, by SKU, with what is available at this moment. */
    List<Product> products();

    /** Name and price of some products, by SKU, at most as old as the settings allow; unknown ones are left out. */
    Map<String, Product> find(Set<String> skus);

    /**
     * A product.
     *
     * @param price of one unit
     * @param available units that could be ordered when this was read
     */
    record Product(String sku, String name, Money price, int available) {}
}
