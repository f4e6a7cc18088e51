package dev.tandem.order.application;

import dev.tandem.order.application.Catalogue.Product;
import java.util.List;
import org.springframework.stereotype.Service;

/** Shows what can be ordered, with its price and how much there is of it. */
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
