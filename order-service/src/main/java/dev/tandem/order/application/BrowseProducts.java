package dev.tandem.order.application;

import dev.tandem.order.application.Catalogue.Product;
import java.util.List;
import org.springframework.stereotype.Service;

/** Lists the products that can be ordered, with their prices and available quantities. */
@Service
public class BrowseProducts {

    private final Catalogue catalogue;

    BrowseProducts(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public List<Product> all() {
        return catalogue.products();
    }
}
