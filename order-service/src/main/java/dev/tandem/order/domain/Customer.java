package dev.tandem.order.domain;

/** Who orders, and where to tell them what became of it. */
public record Customer(String id, String email) {}
