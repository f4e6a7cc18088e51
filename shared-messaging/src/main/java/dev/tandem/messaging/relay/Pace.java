package dev.tandem.messaging.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * When a relay looks at its lane again. Each look costs about the same, whatever it finds, and slows the writers down,
 * so messages should gather before it. A commit in this process ends the rest; only messages of other instances depend
 * on the interval.
 */
final class Pace {

    /** More messages than this in one look are worth waiting for. */
    private static final int FEW = 10;

    /** How long messages gather after the first one has been committed, or found. */
    private static final Duration GATHERING = Duration.ofNanos(2_500_000);

    private static final Duration AFTER_MANY = Duration.ofMillis(20);

    /** For this many looks after a message of another instance, another one is expected to follow soon. */
    private static final int HOPEFUL_LOOKS = 20;

    private final Duration interval;
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);

    /** Looks in a row that no commit has caused, and that found nothing. */
    private int emptyLooks = HOPEFUL_LOOKS;

    private boolean isWoken;

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
        count(messages);
        if (messages > FEW) {
            isWoken = false;
            gather(AFTER_MANY);
        } else {
            isWoken = isWokenWithin(pause());
            if (isWoken) {
                gather(GATHERING);
            }
        }
    }

    /** The look that is due afterwards finds what is committed meanwhile. */
    private void gather(Duration time) {
        rest(time);
        isWoken |= wakeUp.drainPermits() > 0;
    }

    private void count(int messages) {
        if (!isWoken) {
            emptyLooks = messages == 0 ? emptyLooks + 1 : 0;
        }
    }

    /** When other instances have written nothing for a minute, a tenth of the looks is enough. */
    Duration pause() {
        return emptyLooks < HOPEFUL_LOOKS ? GATHERING : interval.multipliedBy(Math.min(1 + emptyLooks / 100, 10));
    }

    private boolean isWokenWithin(Duration pause) {
        try {
            return !isStopped() && wakeUp.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop();
            return false;
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
