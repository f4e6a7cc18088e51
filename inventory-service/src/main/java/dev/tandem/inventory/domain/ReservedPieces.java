package dev.tandem.inventory.domain;

import jakarta.persistence.Embeddable;
import java.util.Comparator;

/** A number of pieces of one product. */
@Embeddable
public record ReservedPieces(String sku, int quantity) {

    /** Whoever touches several products goes by this order, so that no two orders wait for each other. */
    public static final Comparator<ReservedPieces> LOCK_ORDER = Comparator.comparing(ReservedPieces::sku);

    public ReservedPieces {
        if (quantity < 1) {
            throw new IllegalArgumentException("a reservation takes at least one piece of " + sku);
        }
    }
}
