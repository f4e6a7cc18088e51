package dev.tandem.messaging.relay;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a relay looks at its lane again. Each look costs about the same, whatever it finds, and slows the writers down,
 * so messages should gather before it. A commit in this process ends the rest; only messages of other instances depend
 * on the interval.
 */
final class Pace {

    /** More messages than this in one look are worth waiting for. */
    private static final int FEW = 10;

    /** How long messages gather, at least, after the first one has been committed, or found. */
    private static final Duration GATHERING = Duration.ofNanos(2_500_000);

    private static final Duration AFTER_MANY = Duration.ofMillis(20);

    /** Messages gather for this many times the duration of a look: on a busy machine, looks are slow, and rarer. */
    private static final int REST_PER_LOOK = 5;

    /** For this many looks after a message of another instance, another one is expected to follow soon. */
    private static final int HOPEFUL_LOOKS = 20;

    /** A message that was written in this process is followed by its wake-up, but not at once on a busy machine. */
    private static final Duration WAKE_UP_LIMIT = Duration.ofMillis(20);

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private long lookedAt;

    /** Looks in a row that no commit has caused, and that found nothing. */
    private int emptyLooks = HOPEFUL_LOOKS;

    private boolean isWoken;

    /** When a look that no commit had caused found a message, if it is not yet known which instance wrote it. */
    private OptionalLong foundAt = OptionalLong.empty();

    Pace(Duration interval) {
        this(interval, System::nanoTime);
    }

    Pace(Duration interval, LongSupplier nanoTime) {
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
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
        var now = nanoTime.getAsLong();
        count(messages, now);
        if (messages > FEW) {
            isWoken = false;
            gather(AFTER_MANY);
        } else {
            var gathering = gathering(Duration.ofNanos(now - lookedAt));
            isWoken = isWokenWithin(pause());
            if (isWoken) {
                gather(gathering);
            }
        }
        lookedAt = nanoTime.getAsLong();
    }

    /** The look that is due afterwards finds what is committed meanwhile. */
    private void gather(Duration time) {
        rest(time);
        isWoken |= wakeUp.drainPermits() > 0;
    }

    /** How long messages gather after a look that took so long. */
    static Duration gathering(Duration look) {
        var time = look.multipliedBy(REST_PER_LOOK);
        if (time.compareTo(GATHERING) < 0) {
            return GATHERING;
        }
        return time.compareTo(AFTER_MANY) < 0 ? time : AFTER_MANY;
    }

    private void count(int messages, long now) {
        if (isWoken) {
            foundAt = OptionalLong.empty();
            return;
        }
        if (messages == 0) {
            emptyLooks++;
        } else if (foundAt.isEmpty()) {
            foundAt = OptionalLong.of(now);
        }
        if (foundAt.isPresent() && now - foundAt.getAsLong() >= WAKE_UP_LIMIT.toNanos()) {
            emptyLooks = 0;
            foundAt = OptionalLong.empty();
        }
    }

    /** When other instances have written nothing for a minute, a tenth of the looks is enough. */
    Duration pause() {
        if (emptyLooks < HOPEFUL_LOOKS) {
            return GATHERING;
        }
        var pause = interval.multipliedBy(Math.min(1 + emptyLooks / 100, 10));
        return foundAt.isPresent() && pause.compareTo(WAKE_UP_LIMIT) > 0 ? WAKE_UP_LIMIT : pause;
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
