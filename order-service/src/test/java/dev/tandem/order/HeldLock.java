package dev.tandem.order;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A lock that another transaction holds in the database, until it is closed. */
final class HeldLock implements AutoCloseable {

    private final Connection connection;

    private HeldLock(JdbcConnectionDetails database, String sql) throws SQLException {
        connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static HeldLock onTable(JdbcConnectionDetails database, String table) throws SQLException {
        return new HeldLock(database, "lock table " + table + " in access exclusive mode");
    }

    static HeldLock onRows(JdbcConnectionDetails database, String table, String condition) throws SQLException {
        return new HeldLock(database, "select 1 from " + table + " where " + condition + " for update");
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
