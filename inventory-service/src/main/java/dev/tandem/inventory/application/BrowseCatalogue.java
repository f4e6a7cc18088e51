package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Product;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Lists the products with their prices and available quantities. */
@Service
public class BrowseCatalogue {

    private final Catalogue catalogue;

    BrowseCatalogue(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The whole catalogue, in the order of the SKUs. */
    public List<Product> all() {
        return catalogue.all();
    }

    /** The products with the given SKUs, in the order of the SKUs; unknown ones are left out. */
    public List<Product> named(Set<String> skus) {
        return catalogue.named(skus);
    }
}
