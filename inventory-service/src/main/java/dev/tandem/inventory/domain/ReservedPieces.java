package dev.tandem.inventory.domain;

import jakarta.persistence.Embeddable;

/** A number of pieces of one product. */
@Embeddable
public record ReservedPieces(String sku, int quantity) {

    public ReservedPieces {
        if (quantity < 1) {
            throw new IllegalArgumentException("a reservation takes at least one piece of " + sku);
        }
    }
}
