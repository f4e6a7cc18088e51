package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.ReservedUnits;
import java.util.List;
import java.util.UUID;

/**
 * A request for the units of an order.
 *
 * @param units each product once, in the order of the SKUs
 * @param caller on whose behalf the outcome is logged and published
 */
record StockRequest(UUID orderId, List<ReservedUnits> units, CallerContext caller) {

    List<String> skus() {
        return units.stream().map(ReservedUnits::sku).toList();
    }
}
