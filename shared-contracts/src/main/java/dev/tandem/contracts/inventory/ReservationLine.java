package dev.tandem.contracts.inventory;

/** A number of pieces of one product. */
public record ReservationLine(String sku, int quantity) {

    public ReservationLine {
        if (sku.isBlank() || quantity < 1) {
            throw new IllegalArgumentException("a line needs a SKU and at least one piece of it");
        }
    }
}
