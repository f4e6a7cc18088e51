package dev.tandem.order.application;

import java.util.SortedSet;

/** An order names products that are not in the catalogue. */
public class UnknownProductException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownProductException(SortedSet<String> skus) {
        super("The catalogue does not contain these products: " + String.join(", ", skus) + ".");
    }
}
