package dev.tandem.benchmark;

/** A relay that can be switched on and off, so that it has run for a while before it is measured. */
interface Relay {

    /**
     * Relays what is in the outbox, and what comes there, until it is stopped.
     *
     * @param from the first number, for whoever sends without an outbox
     * @param to the number behind the last one
     */
    void start(int from, int to);

    /** Stops, having sent or given up what it has in hand. */
    void stop();
}
