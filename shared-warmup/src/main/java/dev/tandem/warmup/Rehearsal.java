package dev.tandem.warmup;

/**
 * A part of a service's daily work that it does before it is ready, to have the code loaded and compiled. A rehearsal
 * leaves nothing behind: it changes the database within {@link Stage#rolledBack} only, and sends requests that change
 * nothing. Any bean of this type is rehearsed, several times.
 */
@FunctionalInterface
public interface Rehearsal {

    /**
     * Does the work once.
     *
     * @throws Exception if it cannot be done, because another service is not there yet, say; it is tried again
     */
    void rehearse(Stage stage) throws Exception;
}
