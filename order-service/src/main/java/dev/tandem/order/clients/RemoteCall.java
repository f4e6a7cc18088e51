package dev.tandem.order.clients;

import java.util.Locale;

/** The remote calls. Each has its own retry, breaker and bulkhead, under its name in {@code application.yml}. */
enum RemoteCall {
    /** A bulkhead of its own, so that browsing cannot starve ordering. */
    PRODUCTS("inventory-service"),
    /** Separate from the stock, so that prices can still be read while reservations fail. */
    PRICES("inventory-service"),
    STOCK("inventory-service"),
    PAYMENT("payment-service");

    private final String service;

    RemoteCall(String service) {
        this.service = service;
    }

    String configured() {
        return name().toLowerCase(Locale.ROOT);
    }

    String service() {
        return service;
    }
}
