package dev.tandem.benchmark.orders.naive;

import java.util.UUID;

/** What is sent to Kafka when an order is confirmed. */
record Confirmation(UUID orderId, String customerId, String sku, int quantity, long amount, String email) {}
