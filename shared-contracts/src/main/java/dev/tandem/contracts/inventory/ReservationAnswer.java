package dev.tandem.contracts.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reservation. The same order always gets the same answer until the reservation is released.
 *
 * @param missingSkus the products that were not there in the quantity asked for; empty unless out of stock
 * @param lines what is set aside for the order; present if reserved
 */
public record ReservationAnswer(
        Outcome outcome, List<String> missingSkus, @Nullable List<ReservationLine> lines) {

    /** What became of a reservation. */
    public enum Outcome {
        /** Everything asked for is set aside, or has already left for the customer. */
        RESERVED,
        /** Something was missing, and nothing is set aside. */
        OUT_OF_STOCK,
        /** The reservation was undone; nothing will be set aside for this order any more. */
        RELEASED
    }
}
