package dev.tandem.benchmark.orders.cost;

import dev.tandem.benchmark.orders.parts.Postgres;
import dev.tandem.benchmark.orders.system.Contestant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** How many orders are complete: their stock is committed, their payment captured, their e-mail sent. */
public final class Completion {

    /**
     * A part of its queries, which are none of the contestant's. PostgreSQL drops a comment that precedes a statement.
     */
    static final String MARK = "/* benchmark */";

    private static final Map<String, String> COUNTS = Map.of(
            "inventory", "select count(*) from reservations where status = 'COMMITTED'",
            "payment", "select count(*) from payments where status = 'CAPTURED'",
            "notification", "select count(*) from notifications where sent_at is not null");

    /** Longer than any pause of the system before it repeats a step. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Postgres postgres;

    public Completion(Contestant contestant) {
        this.postgres = contestant.postgres();
    }

    public long count() throws SQLException {
        var least = Long.MAX_VALUE;
        for (var count : COUNTS.entrySet()) {
            least = Math.min(least, count(count.getKey(), count.getValue()));
        }
        return least;
    }

    private long count(String database, String query) throws SQLException {
        try (var connection = postgres.connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query.replaceFirst("select", "select " + MARK))) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Waits until so many orders are complete, and returns how many never will be: those that are missing when none has
     * been completed for a minute.
     */
    public long awaitAll(long orders) throws Exception {
        var latest = count();
        var since = System.nanoTime();
        while (latest < orders && System.nanoTime() - since < PATIENCE.toNanos()) {
            Thread.sleep(100);
            var now = count();
            if (now > latest) {
                latest = now;
                since = System.nanoTime();
            }
        }
        return Math.max(0, orders - latest);
    }
}
