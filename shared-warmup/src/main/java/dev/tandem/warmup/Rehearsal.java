package dev.tandem.warmup;

/**
 * A part of a service's usual work. The service does this work before it reports that it is ready, so that the code is
 * already loaded and compiled. A rehearsal leaves no trace: it changes the database only within {@link
 * Stage#rolledBack}, and sends only requests that change nothing. Every bean of this type is rehearsed, several times.
 */
@FunctionalInterface
public interface Rehearsal {

    /**
     * Does the work once.
     *
     * @throws Exception if it fails, for example because another service is not up yet; it is tried again
     */
    void rehearse(Stage stage) throws Exception;
}
