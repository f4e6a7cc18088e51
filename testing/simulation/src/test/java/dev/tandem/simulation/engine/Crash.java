package dev.tandem.simulation.engine;

/** Ends the work in progress of a crashed process. It is an Error, so that no use case recovers from it. */
public final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process has died", null, false, false);
    }
}
