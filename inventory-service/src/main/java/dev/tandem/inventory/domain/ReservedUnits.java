package dev.tandem.inventory.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** A number of units of one product. */
public record ReservedUnits(String sku, int quantity) {

    /** Every transaction locks its products in this order, so that two orders never wait for each other. */
    public static final Comparator<ReservedUnits> LOCK_ORDER = Comparator.comparing(ReservedUnits::sku);

    public ReservedUnits {
        if (quantity < 1) {
            throw new IllegalArgumentException("a reservation takes at least one unit of " + sku);
        }
    }

    /**
     * Adds up the units of each product. A sum that exceeds an {@code int} is capped: no stock has that many.
     */
    public static List<ReservedUnits> mergedBySku(Collection<ReservedUnits> units) {
        return units.stream()
                .collect(groupingBy(ReservedUnits::sku, TreeMap::new, summingLong(ReservedUnits::quantity)))
                .entrySet()
                .stream()
                .map(each -> new ReservedUnits(each.getKey(), Math.clamp(each.getValue(), 1, Integer.MAX_VALUE)))
                .toList();
    }

    /**
     * The units as one text, which differs for different units: a SKU may contain any character, so its length comes
     * first.
     */
    public static String text(Collection<ReservedUnits> units) {
        return units.stream()
                .map(each -> each.sku().length() + ":" + each.sku() + "=" + each.quantity())
                .collect(joining(" "));
    }
}
