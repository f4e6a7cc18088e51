package dev.tandem.order.web;

import java.util.UUID;

/** There is no order with this id. */
final class OrderNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OrderNotFoundException(UUID id) {
        super("There is no order " + id + ".");
    }
}
