package dev.tandem.order.domain;

/** The customer of an order, and the address for the e-mails about it. */
public record Customer(String id, String email) {}
