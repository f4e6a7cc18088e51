package dev.tandem.benchmark.infrastructure;

import dev.tandem.benchmark.contestant.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Eight threads that place orders. Each transaction adds a row to a table, and an event to the outbox. */
public final class Writers {

    static final int THREADS = 8;

    private final Trial trial;
    private final @Nullable String insertEvent;
    private final long[] committedAt;

    /**
     * Connects the threads.
     *
     * @param insertEvent the statement that adds an event; null to place orders without events
     * @param events the highest number plus one
     */
    public Writers(Trial trial, @Nullable String insertEvent, int events) {
        this.trial = trial;
        this.insertEvent = insertEvent;
        this.committedAt = new long[events];
    }

    /** The time when the commit of an event returned, as {@link System#nanoTime}; zero if it did not. */
    public long committedAt(int number) {
        return committedAt[number];
    }

    /** Places the given number of orders at a steady rate. */
    public void writeAtRate(int perSecond, int orders) throws InterruptedException, ExecutionException {
        var first = trial.reserve(orders);
        var start = System.nanoTime();
        runAll(thread -> () -> {
            try (var writer = new Writer()) {
                for (var i = firstOf(thread, first); i < orders; i += THREADS) {
                    awaitTime(start + Duration.ofSeconds(1).toNanos() * i / perSecond);
                    writer.write(first + i);
                }
            }
            return null;
        });
    }

    /** All numbers of a subject belong to one thread, so the thread commits them in sequence. */
    private static int firstOf(int thread, int first) {
        return Math.floorMod(thread - first, THREADS);
    }

    /** Places orders as fast as possible, and returns their number. */
    public int writeFor(Duration duration, int atMost) throws InterruptedException, ExecutionException {
        var first = trial.reserve(atMost);
        var until = System.nanoTime() + duration.toNanos();
        var written = new AtomicInteger();
        runAll(thread -> () -> {
            try (var writer = new Writer()) {
                for (var i = firstOf(thread, first); i < atMost && System.nanoTime() < until; i += THREADS) {
                    writer.write(first + i);
                    written.incrementAndGet();
                }
            }
            return null;
        });
        return written.get();
    }

    private interface Work {
        Callable<Void> of(int thread);
    }

    private static void runAll(Work work) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<Void>>();
            for (var thread = 0; thread < THREADS; thread++) {
                running.add(threads.submit(work.of(thread)));
            }
            for (var future : running) {
                future.get();
            }
        }
    }

    private static void awaitTime(long nanoTime) {
        for (var left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** One thread's connection. */
    private final class Writer implements AutoCloseable {

        private final Connection connection = trial.database().connect();
        private final PreparedStatement order =
                connection.prepareStatement("insert into orders (customer, total) values (?, ?)");
        private final @Nullable PreparedStatement event =
                insertEvent == null ? null : connection.prepareStatement(insertEvent);

        Writer() throws SQLException {
            connection.setAutoCommit(false);
        }

        void write(int number) throws SQLException {
            var subject = Event.subject(number, trial.subjects());
            order.setString(1, subject);
            order.setInt(2, number);
            order.executeUpdate();
            if (event != null) {
                event.setString(1, trial.topic());
                event.setString(2, subject);
                event.setString(3, Event.TYPE);
                event.setBytes(4, Event.payload(number));
                event.executeUpdate();
            }
            connection.commit();
            committedAt[number] = System.nanoTime();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
