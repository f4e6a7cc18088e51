package dev.tandem.simulation;

import java.util.concurrent.Semaphore;

/** Work that is under way in an instance of a service: a thread that runs only while it has its turn. */
final class Task {

    final Instance home;
    final Semaphore turn = new Semaphore(0);

    private long pause;
    private boolean killed;
    private boolean over;

    Task(Instance home) {
        this.home = home;
    }

    /** Begins another pause, and says its number: a wake-up that is meant for an earlier one is void. */
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

    /** Whoever belongs to a dead process does nothing any more. */
    void requireAlive() {
        if (killed) {
            throw new Crash();
        }
    }
}
