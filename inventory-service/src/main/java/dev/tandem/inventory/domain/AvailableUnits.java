package dev.tandem.inventory.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The units that are available while requests are decided one after the other: each order gets what it would have got
 * in a transaction of its own.
 */
public final class AvailableUnits {

    private final Map<String, Integer> available;

    /** What is available of each product; nothing of products that are not named. */
    public AvailableUnits(Map<String, Integer> available) {
        this.available = new HashMap<>(available);
    }

    /** Takes all units, or none if a product is missing. */
    public Reservation reserve(UUID orderId, List<ReservedUnits> requested) {
        var missing = requested.stream()
                .filter(units -> available.getOrDefault(units.sku(), 0) < units.quantity())
                .map(ReservedUnits::sku)
                .toList();
        if (!missing.isEmpty()) {
            return Reservation.refused(orderId, requested, missing);
        }
        requested.forEach(units -> available.merge(units.sku(), -units.quantity(), Integer::sum));
        return Reservation.held(orderId, requested);
    }
}
