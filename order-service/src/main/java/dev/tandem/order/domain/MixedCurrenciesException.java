package dev.tandem.order.domain;

import java.util.List;

/** An order names products that are sold in different currencies. */
public class MixedCurrenciesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MixedCurrenciesException(List<String> currencies) {
        super("The products of an order must have one currency, and these have " + currencies.size() + ": "
                + String.join(", ", currencies) + ".");
    }
}
