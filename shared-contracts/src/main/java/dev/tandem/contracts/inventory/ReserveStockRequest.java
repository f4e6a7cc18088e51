package dev.tandem.contracts.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The units that an order needs: all of them or none.
 *
 * @param lines at most 50, each SKU once; in a line at most 99 units, and a SKU of at most 64 printable characters
 */
public record ReserveStockRequest(@NotEmpty @Size(max = 50) List<@NotNull @Valid ReservationLine> lines) {

    static final int SKU_LENGTH = 64;
    private static final int MOST_UNITS = 99;

    @AssertTrue(message = "lines must name each SKU once: add up the quantities")
    boolean isEachSkuNamedOnce() {
        return present().map(ReservationLine::sku).distinct().count()
                == present().count();
    }

    @AssertTrue(message = "a line may name 99 units at most, of a SKU of at most 64 printable characters")
    boolean isEachLineWithinBounds() {
        return present().allMatch(line -> line.quantity() <= MOST_UNITS && isSku(line.sku()));
    }

    private static boolean isSku(String text) {
        return text.length() <= SKU_LENGTH && text.matches("\\P{Cntrl}*");
    }

    /** The other constraints report missing values. */
    private Stream<ReservationLine> present() {
        return lines == null ? Stream.empty() : lines.stream().filter(Objects::nonNull);
    }
}
