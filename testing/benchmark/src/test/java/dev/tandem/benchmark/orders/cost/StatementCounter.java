package dev.tandem.benchmark.orders.cost;

import dev.tandem.benchmark.orders.parts.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * The statements of the four databases, as the extension pg_stat_statements counts them. A call of a function is one
 * statement, whatever the function does.
 */
final class StatementCounter implements Counters {

    private static final String CALLS = """
            select coalesce(sum(calls), 0) from pg_stat_statements join pg_database on pg_database.oid = dbid
            where datname in ('orders', 'inventory', 'payment', 'notification')
            and query !~* '^(begin|start|commit|rollback)'
            and query not like '%%%s%%'""".formatted(Completion.MARK);

    private final Connection connection;

    /** Its own connection, to another database, is not counted. */
    StatementCounter(Postgres postgres) throws SQLException {
        connection = postgres.connect("postgres");
    }

    @Override
    public void addTo(Map<String, Double> counters) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(CALLS)) {
            row.next();
            counters.put(Meter.STATEMENTS, row.getDouble(1));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
