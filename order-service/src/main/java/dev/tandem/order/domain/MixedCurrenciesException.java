package dev.tandem.order.domain;

import java.util.List;

/** An order names products that are sold in different currencies. */
public class MixedCurrenciesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MixedCurrenciesException(List<String> currencies) {
        super("An order is paid in one currency, and this one would need " + currencies.size() + ": "
                + String.join(", ", currencies) + ".");
    }
}
