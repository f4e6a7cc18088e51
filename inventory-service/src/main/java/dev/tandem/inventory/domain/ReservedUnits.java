package dev.tandem.inventory.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import jakarta.persistence.Embeddable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** A number of units of one product. */
@Embeddable
public record ReservedUnits(String sku, int quantity) {

    /** Whoever touches several products goes by this order, so that no two orders wait for each other. */
    public static final Comparator<ReservedUnits> LOCK_ORDER = Comparator.comparing(ReservedUnits::sku);

    public ReservedUnits {
        if (quantity < 1) {
            throw new IllegalArgumentException("a reservation takes at least one unit of " + sku);
        }
    }

    /** Each product once. What is more than anybody can count is more than anybody has. */
    public static List<ReservedUnits> addedUp(Collection<ReservedUnits> units) {
        return units.stream()
                .collect(groupingBy(ReservedUnits::sku, TreeMap::new, summingLong(ReservedUnits::quantity)))
                .entrySet()
                .stream()
                .map(each -> new ReservedUnits(each.getKey(), Math.clamp(each.getValue(), 1, Integer.MAX_VALUE)))
                .toList();
    }

    /** The units as one text, which is another for other units: a SKU may have any character, so its length goes first. */
    static String text(Collection<ReservedUnits> units) {
        return units.stream()
                .map(each -> each.sku().length() + ":" + each.sku() + "=" + each.quantity())
                .collect(joining(" "));
    }
}
