package dev.tandem.contracts.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The HTTP API of inventory-service for the other services. Every operation may be repeated. */
public interface InventoryApi {

    /**
     * Lists the products with the given SKUs, sorted by SKU; unknown SKUs are left out.
     *
     * @param skus at most 100; empty or absent for the whole catalogue
     */
    @GetExchange(url = "/internal/products", accept = "application/json")
    List<Product> products(
            @RequestParam(name = "sku", required = false) @Size(max = 100) @Nullable
                    Set<@Size(min = 1, max = ReserveStockRequest.SKU_LENGTH) @Pattern(regexp = "\\P{Cntrl}*") String>
                            skus);

    /**
     * Reserves the units for the order, once: a repeated call returns the first answer, and a call for other units is
     * refused with {@code 409}.
     */
    @PutExchange(
            url = "/internal/reservations/{orderId}",
            contentType = "application/json",
            accept = "application/json")
    ReservationAnswer reserve(@PathVariable("orderId") UUID orderId, @RequestBody @Valid ReserveStockRequest request);
}
