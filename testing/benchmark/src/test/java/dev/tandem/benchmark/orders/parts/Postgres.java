package dev.tandem.benchmark.orders.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The PostgreSQL server of a contestant, for its superuser.
 *
 * @param passwordFile is missing if the server asks for no password, as in earlier versions
 */
public record Postgres(int port, Path passwordFile) {

    /** What the superuser executes to make a server count statements from its next start on. */
    public static final List<String> COUNT_STATEMENTS = List.of(
            "create extension if not exists pg_stat_statements",
            "alter system set shared_preload_libraries = 'pg_stat_statements'");

    /** Without the statements that the driver sends of its own, which would be counted. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/" + database + "?assumeMinServerVersion=18",
                "postgres",
                password());
    }

    private String password() {
        try {
            return Files.exists(passwordFile) ? Files.readString(passwordFile) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The process id of the server. */
    public long pid() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
            row.next();
            return Long.parseLong(row.getString(1).lines().findFirst().orElseThrow());
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL does not report its process id", failed);
        }
    }
}
