package dev.tandem.messaging.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * When a relay looks at its lane again. Each look costs about the same, whatever it finds, and slows the writers down:
 * after a look that found something, more messages should gather before the next one.
 */
final class Pace {

    /** More messages than this in one look are worth waiting for. */
    private static final int FEW = 10;

    private static final Duration AFTER_FEW = Duration.ofNanos(2_500_000);
    private static final Duration AFTER_MANY = Duration.ofMillis(20);

    /** For this many looks after a message, another one is expected to follow soon. */
    private static final int HOPEFUL_LOOKS = 20;

    private final Duration interval;
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private int emptyLooks;

    Pace(Duration interval) {
        this.interval = interval;
    }

    /** Ends a rest early, because there is something to find. */
    void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    /** Ends this rest and all later ones. */
    void stop() {
        stop.countDown();
        wake();
    }

    boolean isStopped() {
        return stop.getCount() == 0;
    }

    /**
     * Rests until the next look is due.
     *
     * @param messages how many the last look found
     */
    void restAfter(int messages) {
        if (messages == 0) {
            restUntilWoken(pauseAfter(emptyLooks++));
        } else {
            emptyLooks = 0;
            rest(messages > FEW ? AFTER_MANY : AFTER_FEW);
            // Messages that arrived meanwhile will be found by the look that is due now.
            wakeUp.drainPermits();
        }
    }

    /** When nothing has come for a minute, a tenth of the looks is enough. */
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

    /** Rests for the whole time, even if woken, unless the relay is to stop. */
    void rest(Duration duration) {
        try {
            stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
