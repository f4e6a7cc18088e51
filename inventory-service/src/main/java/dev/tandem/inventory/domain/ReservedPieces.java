package dev.tandem.inventory.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import jakarta.persistence.Embeddable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

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

    /** Each product once. What is more than anybody can count is more than anybody has. */
    public static List<ReservedPieces> addedUp(Collection<ReservedPieces> pieces) {
        return pieces.stream()
                .collect(groupingBy(ReservedPieces::sku, TreeMap::new, summingLong(ReservedPieces::quantity)))
                .entrySet()
                .stream()
                .map(each -> new ReservedPieces(each.getKey(), Math.clamp(each.getValue(), 1, Integer.MAX_VALUE)))
                .toList();
    }

    /** The pieces as one text, which is another for other pieces: a SKU may have any character, so its length goes first. */
    static String text(Collection<ReservedPieces> pieces) {
        return pieces.stream()
                .map(each -> each.sku().length() + ":" + each.sku() + "=" + each.quantity())
                .collect(joining(" "));
    }
}
