package dev.tandem.simulation.engine;

import java.util.concurrent.Semaphore;

/** Work in progress in an instance of a service: a thread that runs only when it has its turn. */
public final class Task {

    private final Instance home;
    final Semaphore turn = new Semaphore(0);

    private long pause;
    private boolean killed;
    private boolean over;

    Task(Instance home) {
        this.home = home;
    }

    public Instance home() {
        return home;
    }

    /** Begins another pause, and returns its number: a wake-up for an earlier pause has no effect. */
    long nextPause() {
        return ++pause;
    }

    long pause() {
        return pause;
    }

    boolean isIn(long number) {
        return !over && pause == number;
    }

    void kill() {
        killed = true;
    }

    void end() {
        over = true;
        home.left(this);
    }

    /** Ends the work if its process is dead. */
    void requireAlive() {
        if (killed) {
            throw new Crash();
        }
    }
}
