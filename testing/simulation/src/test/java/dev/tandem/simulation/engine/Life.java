package dev.tandem.simulation.engine;

import java.time.Duration;

/** The events between any two steps of a use case: time passes, other tasks run, and the process may die. */
public final class Life {

    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

    private final Scheduler time;
    private final Chaos chaos;

    Life(Scheduler time, Chaos chaos) {
        this.time = time;
        this.chaos = chaos;
    }

    public void step() {
        mayEnd();
        if (chaos.happens(Fault.STANDSTILL)) {
            time.sleep(chaos.between(MOMENT, LONGEST_STANDSTILL));
        } else if (chaos.oneIn(3)) {
            time.sleep(chaos.upTo(MOMENT));
        }
    }

    public void mayEnd() {
        var task = time.current();
        task.requireAlive();
        if (task.host().canCrash() && chaos.happens(Fault.CRASH)) {
            task.host().crash();
            throw new Crash();
        }
    }
}
