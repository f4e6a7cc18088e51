package dev.tandem.contracts.inventory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/** A number of units of one product. */
public record ReservationLine(
        @NotBlank String sku, @Positive int quantity) {

    public ReservationLine {
        if (sku.isBlank() || quantity < 1) {
            throw new IllegalArgumentException("a line needs a SKU and at least one unit of it");
        }
    }
}
