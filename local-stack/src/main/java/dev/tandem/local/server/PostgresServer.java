package dev.tandem.local.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL server as a child process. Every user of this machine can log in as its superuser, {@code postgres}. */
public final class PostgresServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** A server for tests: on a free port, without data, and not durable (a crash of the machine may lose commits). */
    public static PostgresServer forTests() {
        return start(EmbeddedPostgres.builder().setServerConfig("max_connections", "300"));
    }

    /** A server for measurements: on a free port, without data, with these settings, some of which cost speed. */
    public static PostgresServer with(Map<String, String> settings) {
        var builder = EmbeddedPostgres.builder();
        settings.forEach(builder::setServerConfig);
        return start(builder);
    }

    /**
     * A server that keeps its data in a folder. It never loses a commit that it has acknowledged. A marker file records
     * that the databases were created. If the marker file is missing, the data comes from a first start that did not
     * finish. The server then creates the data again.
     */
    public static PostgresServer keeping(Path home, int port) {
        var databasesMade = home.resolve("databases-made");
        var isNew = !Files.exists(databasesMade);
        if (isNew) {
            Folders.delete(dataOf(home));
        }
        var server = start(EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(dataOf(home))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(home.resolve("binaries").toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "64MB"));
        if (isNew) {
            server.createDatabases(databasesMade);
        }
        return server;
    }

    /** The folder in which a server keeps its data. The path is an argument of the server's process. */
    public static Path dataOf(Path home) {
        return home.resolve("data");
    }

    private static PostgresServer start(EmbeddedPostgres.Builder builder) {
        try {
            return new PostgresServer(builder.setRegisterShutdownHook(false)
                    // Not the user's locale: it may not exist on this machine, and each locale sorts in its own way.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("log_timezone", "UTC")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not start", failed);
        }
    }

    private void createDatabases(Path databasesMade) {
        try {
            for (var statement : Resources.text("databases.sql").split(";\\s*")) {
                execute(statement);
            }
            Files.createFile(databasesMade);
        } catch (IOException | RuntimeException failed) {
            close();
            throw new IllegalStateException("could not create the databases", failed);
        }
    }

    /** Runs a statement as the superuser, outside any transaction. */
    public void execute(String sql) {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("could not execute: " + sql, failed);
        }
    }

    /** A connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), "postgres", "");
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    /** The process id of the server. */
    public long pid() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var result = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
            result.next();
            return Long.parseLong(result.getString(1).lines().findFirst().orElseThrow());
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL does not report its process id", failed);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not stop", failed);
        }
    }
}
