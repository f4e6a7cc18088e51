package dev.tandem.order.domain;

/** Who carries the steps of a pending order to the services that do them. */
public enum Transport {
    /** The request of a customer who waits. */
    REST,
    /** Messages: nobody waits. An order never goes back from here to {@link #REST}. */
    KAFKA
}
