package dev.tandem.simulation.engine;

/** What a task knows of the process that it runs in. */
interface Host {

    /** Whether crashes are simulated for this process. */
    boolean canCrash();

    /** Ends the process and all its tasks. */
    void crash();
}
