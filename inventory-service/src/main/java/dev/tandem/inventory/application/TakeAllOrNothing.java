package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.ReservedUnits;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** Reserves all units of an order, or none. */
@Service
class TakeAllOrNothing {

    private final Products products;

    TakeAllOrNothing(Products products) {
        this.products = products;
    }

    /** Returns the SKUs that are missing; if there are any, nothing is reserved. */
    List<String> take(List<ReservedUnits> wanted) {
        var taken = new ArrayList<ReservedUnits>();
        var missing = new ArrayList<String>();
        for (var units : wanted.stream().sorted(ReservedUnits.LOCK_ORDER).toList()) {
            if (products.reserve(units)) {
                taken.add(units);
            } else {
                missing.add(units.sku());
            }
        }
        if (!missing.isEmpty()) {
            taken.forEach(products::release);
        }
        return missing;
    }
}
