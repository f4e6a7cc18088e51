package dev.tandem.messaging.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * When a relay looks at its lane again. Each look costs much the same, whatever it finds, and what it costs is taken from
 * those who write: after one that found something, more should come together before the next.
 */
final class Pace {

    /** More than so many at a time are worth waiting for. */
    private static final int FEW = 10;

    private static final Duration AFTER_FEW = Duration.ofNanos(2_500_000);
    private static final Duration AFTER_MANY = Duration.ofMillis(20);

    /** For so many looks after a message another one is expected to be close. */
    private static final int HOPEFUL_LOOKS = 20;

    private final Duration interval;
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private int emptyLooks;

    Pace(Duration interval) {
        this.interval = interval;
    }

    /** There is something to be found. */
    void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    /** Ends this rest and all to come. */
    void stop() {
        stop.countDown();
        wake();
    }

    boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Rests until the next look is due, after one that has found so many messages. */
    void restAfter(int messages) {
        if (messages == 0) {
            restUntilWoken(pauseAfter(emptyLooks++));
        } else {
            emptyLooks = 0;
            rest(messages > FEW ? AFTER_MANY : AFTER_FEW);
            // Whatever came meanwhile will be found by the look that is due now.
            wakeUp.drainPermits();
        }
    }

    /** When nothing has come for a minute, a tenth of the looks will do. */
    private Duration pauseAfter(int emptyLooks) {
        return emptyLooks < HOPEFUL_LOOKS ? AFTER_FEW : interval.multipliedBy(Math.min(1 + emptyLooks / 100, 10));
    }

    private void restUntilWoken(Duration atMost) {
        try {
            if (!isStopped() && wakeUp.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUp.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    /** Rests, whoever calls, unless it is to stop. */
    void rest(Duration duration) {
        try {
            stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
