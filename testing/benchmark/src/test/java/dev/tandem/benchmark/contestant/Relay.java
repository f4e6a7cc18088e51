package dev.tandem.benchmark.contestant;

/** A relay that can be switched on and off, so that it can run for a while before it is measured. */
public interface Relay {

    /**
     * Relays the present and future content of the outbox until it is stopped.
     *
     * @param from the first number, for a relay without an outbox
     * @param to the number after the last one
     */
    void start(int from, int to);

    /** Stops after sending or giving up its batch. */
    void stop();
}
