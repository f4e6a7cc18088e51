package dev.tandem.order.application;

import dev.tandem.context.Deadline;
import dev.tandem.order.domain.Order;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets requests wait for the same answer. After each pause, one of them looks for it on behalf of all. */
final class SharedWait {

    /** Short, because most first requests are answered within a few hundred milliseconds. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    /** Long enough to cost nothing, and short compared with the time that a customer waits. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int waiters = 1;
    private Duration pause = FIRST_PAUSE;
    private long nextLook = System.nanoTime();
    private long lookedAt = nextLook;
    private boolean looking;
    private @Nullable Order answer;

    /** Called by {@link SharedWaits} for one thread at a time, like {@link #leave()}. */
    SharedWait join() {
        waiters++;
        return this;
    }

    /** Returns whether that was the last waiter. */
    boolean leave() {
        waiters--;
        return waiters == 0;
    }

    Optional<Order> await(Supplier<Optional<Order>> look) {
        lock.lock();
        try {
            while (answer == null && (isTimeToLook() || Deadline.isCallerWaiting())) {
                if (isTimeToLook()) {
                    lookFor(look);
                } else {
                    changed.awaitNanos(nanosToWait());
                }
            }
            if (answer == null && isWorthALastLook()) {
                lookFor(look);
            }
            return Optional.ofNullable(answer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** A waiter looks once more before it gives up, unless the last look was only a moment ago. */
    private boolean isWorthALastLook() {
        return !looking && System.nanoTime() - lookedAt > FIRST_PAUSE.toNanos();
    }

    void end(Order order) {
        lock.lock();
        try {
            answer = order;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isTimeToLook() {
        return !looking && nanosToNextLook() <= 0;
    }

    private long nanosToNextLook() {
        return nextLook - System.nanoTime();
    }

    /** Looks without holding the lock, so that the other waiters can still leave when their time is up. */
    private void lookFor(Supplier<Optional<Order>> look) {
        looking = true;
        lock.unlock();
        var found = Optional.<Order>empty();
        try {
            found = look.get();
        } finally {
            lock.lock();
            looking = false;
            lookedAt = System.nanoTime();
            nextLook = lookedAt + pause.toNanos();
            pause = pause.compareTo(LONGEST_PAUSE.dividedBy(2)) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            found.ifPresent(order -> answer = order);
            changed.signalAll();
        }
    }

    /** Until the next look, or until this waiter's time is up. */
    private long nanosToWait() {
        var left = Deadline.current().map(Deadline::left).orElse(Duration.ZERO).toNanos();
        return looking ? left : Math.min(left, nanosToNextLook());
    }
}
