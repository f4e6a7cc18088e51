package dev.tandem.inventory.application;

import java.util.UUID;

/** An order requests other units than before. */
public final class DifferentRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DifferentRequestException(UUID orderId) {
        super("order " + orderId + " has asked for other units before");
    }
}
