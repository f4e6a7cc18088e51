package dev.tandem.order.web;

import dev.tandem.order.application.BrowseProducts;
import dev.tandem.order.application.Catalogue.Product;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the products that can be ordered. */
@RestController
@RequestMapping(path = ProductController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ProductController {

    static final String PATH = "/api/products";

    private final BrowseProducts browseProducts;

    ProductController(BrowseProducts browseProducts) {
        this.browseProducts = browseProducts;
    }

    @GetMapping
    ResponseEntity<List<ProductResponse>> list() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .varyBy("API-Version")
                .body(browseProducts.all().stream().map(ProductResponse::of).toList());
    }

    record ProductResponse(String sku, String name, MoneyJson price, int available) {

        static ProductResponse of(Product product) {
            return new ProductResponse(
                    product.sku(), product.name(), MoneyJson.of(product.price()), product.available());
        }
    }
}
