package dev.tandem.contracts.inventory;

import java.util.List;

/** The pieces that an order needs: all of them or none. */
public record ReserveStockRequest(List<ReservationLine> lines) {

    public ReserveStockRequest {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reservation needs at least one line");
        }
    }
}
