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

/** Eight threads that place orders: each transaction adds a row to a table, and an event to the outbox. */
public final class Writers {

    static final int THREADS = 8;

    private final Session session;
    private final @Nullable String insertEvent;
    private final long[] committedAt;

    /**
     * Connects the threads.
     *
     * @param insertEvent how an event is added; null to place orders without events
     * @param events the highest number plus one
     */
    public Writers(Session session, @Nullable String insertEvent, int events) {
        this.session = session;
        this.insertEvent = insertEvent;
        this.committedAt = new long[events];
    }

    /** The moment when the commit of an event returned; zero if it did not. */
    public long committedAt(int number) {
        return committedAt[number];
    }

    /** Places the given number of orders, evenly over the time. */
    public void writeAtRate(int perSecond, int orders) throws InterruptedException, ExecutionException {
        var first = session.take(orders);
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

    /** All numbers of one subject belong to one thread, so they are in the order of the commits. */
    private static int firstOf(int thread, int first) {
        return Math.floorMod(thread - first, THREADS);
    }

    /** Places orders as fast as possible, and returns how many. */
    public int writeFor(Duration duration, int atMost) throws InterruptedException, ExecutionException {
        var first = session.take(atMost);
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
            for (var one : running) {
                one.get();
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

        private final Connection connection = session.connect();
        private final PreparedStatement order =
                connection.prepareStatement("insert into orders (customer, total) values (?, ?)");
        private final @Nullable PreparedStatement event =
                insertEvent == null ? null : connection.prepareStatement(insertEvent);

        Writer() throws SQLException {
            connection.setAutoCommit(false);
        }

        void write(int number) throws SQLException {
            var subject = Event.subject(number, session.subjects());
            order.setString(1, subject);
            order.setInt(2, number);
            order.executeUpdate();
            if (event != null) {
                event.setString(1, session.topic());
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
