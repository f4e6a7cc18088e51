package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.ReservedUnits;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** Reserves all units of an order, or none. */
@Service
class ReserveAllOrNothing {

    private final Products products;

    ReserveAllOrNothing(Products products) {
        this.products = products;
    }

    /** Returns the SKUs that are missing; if there are any, nothing is reserved. */
    List<String> reserve(List<ReservedUnits> requested) {
        var reserved = new ArrayList<ReservedUnits>();
        var missing = new ArrayList<String>();
        for (var units : requested.stream().sorted(ReservedUnits.LOCK_ORDER).toList()) {
            if (products.reserve(units)) {
                reserved.add(units);
            } else {
                missing.add(units.sku());
            }
        }
        if (!missing.isEmpty()) {
            reserved.forEach(products::release);
        }
        return missing;
    }
}
