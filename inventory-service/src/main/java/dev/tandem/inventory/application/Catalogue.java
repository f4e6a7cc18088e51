package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Product;
import java.util.Collection;
import java.util.List;

/** The products. They can be read while their stock changes: a reader never waits until a reservation has finished. */
public interface Catalogue {

    /** All products, in the order of the SKUs. */
    List<Product> all();

    /** The products with the given SKUs, in the order of the SKUs; unknown ones are left out. */
    List<Product> named(Collection<String> skus);
}
