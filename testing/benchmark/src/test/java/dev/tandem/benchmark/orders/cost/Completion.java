package dev.tandem.benchmark.orders.cost;

import dev.tandem.benchmark.orders.system.Contestant;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** How many orders are complete: their stock is committed, their payment captured, their e-mail sent. */
public final class Completion {

    private static final Map<String, String> COUNTS = Map.of(
            "inventory", "select count(*) from reservations where status = 'COMMITTED'",
            "payment", "select count(*) from payments where status = 'CAPTURED'",
            "notification", "select count(*) from notifications where sent_at is not null");

    private final int postgresPort;

    public Completion(Contestant contestant) {
        this.postgresPort = contestant.postgresPort();
    }

    public long count() throws SQLException {
        var least = Long.MAX_VALUE;
        for (var count : COUNTS.entrySet()) {
            least = Math.min(least, count(count.getKey(), count.getValue()));
        }
        return least;
    }

    private long count(String database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + postgresPort + "/" + database, "postgres", "");
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Waits until so many orders are complete. */
    public void await(long orders, Duration limit) throws Exception {
        var end = System.nanoTime() + limit.toNanos();
        for (var complete = count(); complete < orders; complete = count()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only %d of %d orders are complete".formatted(complete, orders));
            }
            Thread.sleep(100);
        }
    }
}
