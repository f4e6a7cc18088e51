package dev.tandem.benchmark.orders.cost;

import dev.tandem.benchmark.orders.parts.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * What PostgreSQL has done for the four databases. A backend reports its work at most once a second, so a short trial
 * is counted roughly.
 */
final class DatabaseCounters implements Counters {

    private static final String DATABASES = """
            select sum(xact_commit) as transactions, sum(tup_inserted) as "rows inserted", sum(tup_updated) as "rows updated"
            from pg_stat_database where datname in ('orders', 'inventory', 'payment', 'notification')""";

    private static final String LOG = """
            select wal_bytes / 1024 as "WAL KiB",
                   (select sum(fsyncs) from pg_stat_io where object = 'wal') as "WAL fsyncs"
            from pg_stat_wal""";

    private final Connection connection;

    /** Its own connection, to another database, is not counted. */
    DatabaseCounters(Postgres postgres) throws SQLException {
        connection = postgres.connect("postgres");
    }

    @Override
    public void addTo(Map<String, Double> counters) throws SQLException {
        read(DATABASES, counters);
        read(LOG, counters);
    }

    private void read(String query, Map<String, Double> counters) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            var columns = row.getMetaData();
            for (var column = 1; column <= columns.getColumnCount(); column++) {
                counters.put(columns.getColumnLabel(column), row.getDouble(column));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
