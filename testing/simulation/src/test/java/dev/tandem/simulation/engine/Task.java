package dev.tandem.simulation.engine;

import java.util.concurrent.Semaphore;

/** Work in progress in a process: a thread that runs only when it has its turn. */
public final class Task {

    private final Host host;
    private final Semaphore turn = new Semaphore(0);

    private long pause;
    private boolean killed;
    private boolean over;

    Task(Host host) {
        this.host = host;
    }

    Host host() {
        return host;
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

    void awaitTurn() {
        turn.acquireUninterruptibly();
    }

    void giveTurn() {
        turn.release();
    }

    void kill() {
        killed = true;
    }

    void end() {
        over = true;
    }

    /** Ends the work if its process has crashed. */
    void requireAlive() {
        if (killed) {
            throw new Crash();
        }
    }
}
