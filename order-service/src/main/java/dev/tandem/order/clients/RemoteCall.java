package dev.tandem.order.clients;

import java.util.Locale;

/** The calls of other services. Each has its retry, breaker and bulkhead in {@code application.yml}, by its name. */
enum RemoteCall {
    /** Apart from the prices, so that those who only look keep nobody from ordering. */
    PRODUCTS("inventory-service"),
    /** Apart from the stock, so that prices can be had while reservations are in trouble. */
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
