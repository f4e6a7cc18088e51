package dev.tandem.order.domain;

/** A number of pieces of one product. */
public record Pieces(String sku, int quantity) {}
