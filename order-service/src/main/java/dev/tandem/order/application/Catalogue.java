package dev.tandem.order.application;

import dev.tandem.order.domain.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The products that can be ordered. Both methods throw {@link ServiceUnavailableException} when the catalogue cannot be
 * read.
 */
public interface Catalogue {

    /** All products, in the order of their SKUs, with the quantity available at this moment. */
    List<Product> products();

    /** Names and prices of the given products by SKU, no older than the settings allow; unknown SKUs are left out. */
    Map<String, Product> find(Set<String> skus);

    /**
     * A product.
     *
     * @param price of one unit
     * @param available units that could be ordered when this was read
     */
    record Product(String sku, String name, Money price, int available) {}
}
