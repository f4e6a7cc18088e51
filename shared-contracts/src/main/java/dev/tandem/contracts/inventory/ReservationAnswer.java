package dev.tandem.contracts.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a reservation. The same order always gets the same answer until the reservation is released.
 *
 * @param missingSkus the products that were not available in the requested quantity; empty unless out of stock
 * @param lines the units reserved for the order; present if reserved
 */
public record ReservationAnswer(
        Outcome outcome, List<String> missingSkus, @Nullable List<ReservationLine> lines) {

    /** The outcome of a reservation. */
    public enum Outcome {
        /** All requested units are reserved, or have already left the stock. */
        RESERVED,
        /** Some units were not available, so nothing is reserved. */
        OUT_OF_STOCK,
        /** The reservation was undone; nothing more will be reserved for this order. */
        RELEASED
    }
}
