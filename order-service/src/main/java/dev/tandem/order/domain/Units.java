package dev.tandem.order.domain;

/** A number of units of one product. */
public record Units(String sku, int quantity) {}
