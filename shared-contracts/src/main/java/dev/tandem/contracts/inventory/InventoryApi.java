package dev.tandem.contracts.inventory;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What inventory-service answers over HTTP to the other services. Every operation may be repeated. */
public interface InventoryApi {

    /**
     * The products with the given SKUs, by SKU; unknown ones are left out.
     *
     * @param skus empty or absent for the whole catalogue
     */
    @GetExchange("/internal/products")
    List<Product> products(@RequestParam(name = "sku", required = false) @Nullable Set<String> skus);

    /** Sets the pieces aside for the order, once: a repeated call returns the first answer. */
    @PutExchange("/internal/reservations/{orderId}")
    ReservationAnswer reserve(@PathVariable("orderId") UUID orderId, @RequestBody ReserveStockRequest request);
}
