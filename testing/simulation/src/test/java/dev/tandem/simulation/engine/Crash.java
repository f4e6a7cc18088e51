package dev.tandem.simulation.engine;

/** The end of a process, thrown into its work in progress. It is an Error, so that no use case recovers from it. */
public final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process has died", null, false, false);
    }
}
