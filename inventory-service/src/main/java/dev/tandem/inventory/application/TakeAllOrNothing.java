package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.ReservedPieces;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** Sets all pieces of an order aside, or none. */
@Service
class TakeAllOrNothing {

    private final Products products;

    TakeAllOrNothing(Products products) {
        this.products = products;
    }

    /** Answers with the SKUs that are missing; if there are any, nothing is set aside. */
    List<String> take(List<ReservedPieces> wanted) {
        var taken = new ArrayList<ReservedPieces>();
        var missing = new ArrayList<String>();
        for (var pieces : wanted.stream().sorted(ReservedPieces.LOCK_ORDER).toList()) {
            if (products.setAside(pieces)) {
                taken.add(pieces);
            } else {
                missing.add(pieces.sku());
            }
        }
        if (!missing.isEmpty()) {
            taken.forEach(products::putBack);
        }
        return missing;
    }
}
