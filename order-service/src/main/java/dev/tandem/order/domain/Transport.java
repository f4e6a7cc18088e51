package dev.tandem.order.domain;

/** How the steps of a pending order reach the services that carry them out. */
public enum Transport {
    /** Remote calls, made by the request of a customer who waits. */
    REST,
    /** Messages; no customer waits. An order never goes back from here to {@link #REST}. */
    KAFKA
}
