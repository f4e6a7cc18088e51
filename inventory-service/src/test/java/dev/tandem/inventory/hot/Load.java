package dev.tandem.inventory.hot;

import dev.tandem.database.DatabaseFailure;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** A load of reservations, and its measurement. */
final class Load {

    private static final int CALLERS = 64;
    private static final Duration BETWEEN_RESERVATIONS = Duration.ofMillis(4);
    private static final Duration BETWEEN_OTHERS = Duration.ofMillis(20);

    private final Duration warmUp;
    private final Duration time;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
    private final LongAdder done = new LongAdder();
    private volatile boolean isMeasured;
    private volatile boolean isOver;

    Load(Duration warmUp, Duration time) {
        this.warmUp = warmUp;
        this.time = time;
    }

    /** Lets 64 callers reserve without a pause; returns the reservations a second. */
    double rate(Runnable reservation) {
        run((callers, _) -> {
            for (var i = 0; i < CALLERS; i++) {
                callers.execute(() -> repeat(reservation));
            }
        });
        return done.sum() / (time.toNanos() / 1e9);
    }

    /**
     * Starts 250 reservations a second, and fifty of other products.
     *
     * @return the 99th percentile of the others, in milliseconds from the time when each was due
     */
    double othersP99(Runnable reservation, Runnable other) {
        run((clocks, threads) -> {
            clocks.execute(() -> start(threads, BETWEEN_RESERVATIONS, _ -> attempt(reservation)));
            clocks.execute(() -> start(threads, BETWEEN_OTHERS, due -> measure(other, due)));
        });
        var sorted = took.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1) / 1e6;
    }

    /** Closes the threads that start work before those that do it. */
    private void run(BiConsumer<ExecutorService, ExecutorService> load) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            load.accept(starters, threads);
            LockSupport.parkNanos(warmUp.toNanos());
            isMeasured = true;
            LockSupport.parkNanos(time.toNanos());
            isMeasured = false;
            isOver = true;
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " reservations have failed", failures.peek());
        }
    }

    private void repeat(Runnable reservation) {
        while (!isOver) {
            if (attempt(reservation) && isMeasured) {
                done.increment();
            }
        }
    }

    private void start(ExecutorService threads, Duration between, LongConsumer work) {
        for (var due = System.nanoTime(); !isOver; due += between.toNanos()) {
            LockSupport.parkNanos(due - System.nanoTime());
            var start = due;
            threads.execute(() -> work.accept(start));
        }
    }

    private void measure(Runnable other, long due) {
        var counts = isMeasured;
        attempt(other);
        if (counts) {
            took.add(System.nanoTime() - due);
        }
    }

    /** Returns false if the database was too busy, which no other failure may be. */
    private boolean attempt(Runnable reservation) {
        try {
            reservation.run();
            return true;
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isTransient(failure)) {
                failures.add(failure);
                isOver = true;
            }
            return false;
        }
    }
}
