package dev.tandem.simulation.engine;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Events run in the order of their instants, and at one instant in the order in which they were planned.
 * Tasks are threads, because the use cases block. Only one thread runs at a time, so a schedule depends only on its
 * seed.
 */
public final class Scheduler extends Clock {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Semaphore turn = new Semaphore(0);
    private Instant now = START;
    private long eventsPlanned;
    private @Nullable Task current;
    private @Nullable Throwable failure;

    private record Event(Instant at, long number, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            var byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    public void reset() {
        events.clear();
        now = START;
        eventsPlanned = 0;
        failure = null;
    }

    /** Runs the next event; returns false if there is none. */
    public boolean step() {
        var next = events.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.action().run();
        if (failure != null) {
            throw new IllegalStateException("the simulation itself failed", failure);
        }
        return true;
    }

    /** Plans an event; one that is in the past runs now. */
    public void at(Instant instant, Runnable event) {
        events.add(new Event(instant.isBefore(now) ? now : instant, eventsPlanned++, event));
    }

    public void after(Duration time, Runnable event) {
        at(now.plus(time), event);
    }

    /** Runs a new task until it pauses or ends. Call this from an event. */
    void start(Task task, Runnable work) {
        current = task;
        Thread.ofVirtual().start(() -> run(task, work));
        turn.acquireUninterruptibly();
        current = null;
    }

    private void run(Task task, Runnable work) {
        try {
            work.run();
        } catch (Crash crash) {
            // The process has crashed, so nothing receives a result.
        } catch (Throwable unexpected) {
            failure = unexpected;
        } finally {
            task.end();
            turn.release();
        }
    }

    /** The running task. */
    public Task current() {
        return requireNonNull(current, "only a task can do this");
    }

    /** Pauses the running task until the time has passed, or until an event wakes it; other tasks run meanwhile. */
    public void sleep(Duration time) {
        var task = current();
        var pause = task.nextPause();
        after(time, () -> resume(task, pause));
        turn.release();
        task.awaitTurn();
        task.requireAlive();
    }

    /** Ends the task's current pause. */
    public void wake(Task task) {
        var pause = task.pause();
        after(Duration.ZERO, () -> resume(task, pause));
    }

    private void resume(Task task, long pause) {
        if (task.isIn(pause)) {
            current = task;
            task.giveTurn();
            turn.acquireUninterruptibly();
            current = null;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
