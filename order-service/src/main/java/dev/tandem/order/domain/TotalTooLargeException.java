package dev.tandem.order.domain;

/** The total of an order is more than can be paid at once. */
public class TotalTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TotalTooLargeException() {
        super("The total of an order is at most " + OrderTotal.LARGEST + ", in minor units of its currency.");
    }
}
