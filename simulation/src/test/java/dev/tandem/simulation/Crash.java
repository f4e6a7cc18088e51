package dev.tandem.simulation;

/** The end of a process, as it feels to the work that was under way in it. An error, so that no use case recovers from it. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process has died", null, false, false);
    }
}
