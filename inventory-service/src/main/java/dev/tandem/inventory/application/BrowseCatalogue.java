package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Product;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Shows what there is, at what price, and how much of it can be ordered. */
@Service
public class BrowseCatalogue {

    private final Catalogue catalogue;

    BrowseCatalogue(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The whole catalogue, by SKU. */
    public List<Product> all() {
        return catalogue.all();
    }

    /** The products with the given SKUs, by SKU; unknown ones are left out. */
    public List<Product> named(Set<String> skus) {
        return catalogue.named(skus);
    }
}
