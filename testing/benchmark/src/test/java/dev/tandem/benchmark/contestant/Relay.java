package dev.tandem.benchmark.contestant;

/** A relay that can be started and stopped, so that it can warm up before it is measured. */
public interface Relay {

    /**
     * Publishes the current and future content of the outbox until it is stopped.
     *
     * @param from the first number; only for a relay without an outbox
     * @param to the number after the last one; only for a relay without an outbox
     */
    void start(int from, int to);

    /** Stops after publishing or abandoning the current batch. */
    void stop();
}
