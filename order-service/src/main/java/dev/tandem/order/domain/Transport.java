package dev.tandem.order.domain;

/** How the steps of a pending order reach the services that carry them out. */
public enum Transport {
    /** Remote calls, made by the request of a customer who waits. */
    REST,
    /** Messages, while no customer waits. An order never returns from here to {@link #REST}. */
    KAFKA
}
