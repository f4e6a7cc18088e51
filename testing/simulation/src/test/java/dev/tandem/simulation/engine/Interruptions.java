package dev.tandem.simulation.engine;

import java.time.Duration;

/**
 * What may interrupt a use case between two of its steps: time passes, other tasks run, the process pauses or crashes.
 */
public final class Interruptions {

    private static final Duration SHORT_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Scheduler time;
    private final Chaos chaos;

    Interruptions(Scheduler time, Chaos chaos) {
        this.time = time;
        this.chaos = chaos;
    }

    /** Lets other tasks run, perhaps; the process may also crash, or pause for minutes. */
    public void mayPauseOrCrash() {
        mayCrash();
        if (chaos.happens(Fault.PROCESS_PAUSE)) {
            time.sleep(chaos.between(SHORT_PAUSE, LONGEST_PAUSE));
        } else if (chaos.oneIn(3)) {
            time.sleep(chaos.upTo(SHORT_PAUSE));
        }
    }

    /** Ends the task if its process has crashed, or crashes now. */
    public void mayCrash() {
        var task = time.current();
        task.requireAlive();
        if (task.host().canCrash() && chaos.happens(Fault.CRASH)) {
            task.host().crash();
            throw new Crash();
        }
    }
}
