package dev.tandem.contracts.inventory;

/** A number of pieces of one product. */
public record ReservationLine(String sku, int quantity) {}
