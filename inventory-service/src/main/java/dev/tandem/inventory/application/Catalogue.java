package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Product;
import java.util.Collection;
import java.util.List;

/** The products, to be read while others change their stock: no reader waits for a reservation. */
public interface Catalogue {

    /** All products, by SKU. */
    List<Product> all();

    /** The products with the given SKUs, by SKU; unknown ones are left out. */
    List<Product> named(Collection<String> skus);
}
