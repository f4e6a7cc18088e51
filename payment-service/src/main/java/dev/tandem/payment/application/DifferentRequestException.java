package dev.tandem.payment.application;

import java.util.UUID;

/** An earlier request for this order's payment had another amount, currency or token. */
public class DifferentRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DifferentRequestException(UUID orderId) {
        super("the payment of order " + orderId + " was made by a different request");
    }
}
