package dev.tandem.benchmark.orders.parts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A database behind ten connections, as many as a service has. The driver keeps their statements prepared. */
public final class Database {

    private static final int CONNECTIONS = 10;

    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(CONNECTIONS);

    /** Opens connections. */
    public interface Source {

        Connection open() throws SQLException;
    }

    public Database(Source source) throws SQLException {
        for (var i = 0; i < CONNECTIONS; i++) {
            var connection = source.open();
            connection.setAutoCommit(false);
            idle.add(connection);
        }
    }

    /** A database of this server, with the tables of the benchmark, which are created here. */
    public static Database create(Postgres postgres, String name) throws SQLException {
        Source source = () -> postgres.connect(name);
        try (var connection = source.open();
                var statement = connection.createStatement()) {
            statement.execute(Tables.of(name));
        }
        return new Database(source);
    }

    /** Statements in a transaction. */
    public interface Work {

        void execute(Transaction transaction) throws Exception;
    }

    public void transaction(Work work) throws Exception {
        var connection = idle.take();
        try {
            work.execute(new Transaction(connection));
            connection.commit();
        } catch (Exception failed) {
            connection.rollback();
            throw failed;
        } finally {
            idle.add(connection);
        }
    }

    /** An open transaction. */
    public record Transaction(Connection connection) {

        public void update(String sql, Object... parameters) throws SQLException {
            try (var statement = prepare(sql, parameters)) {
                statement.executeUpdate();
            }
        }

        /** Reads a row that exists. */
        public void read(String sql, Object... parameters) throws SQLException {
            try (var statement = prepare(sql, parameters);
                    var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("no row: " + sql);
                }
            }
        }

        private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
            var statement = connection.prepareStatement(sql);
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        }
    }
}
