package dev.tandem.benchmark.orders.system;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The PostgreSQL server of a contestant. */
final class Postgres {

    /** What the superuser executes to make a server count statements from its next start on. */
    static final List<String> COUNT_STATEMENTS = List.of(
            "create extension if not exists pg_stat_statements",
            "alter system set shared_preload_libraries = 'pg_stat_statements'");

    private Postgres() {}

    /** The process id of the server at this port. */
    static long pid(int port) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
            row.next();
            return Long.parseLong(row.getString(1).lines().findFirst().orElseThrow());
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL does not report its process id", failed);
        }
    }
}
