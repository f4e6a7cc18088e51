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
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A PostgreSQL server as a child process. It asks everybody for a password, its superuser {@code postgres}, too. */
public final class PostgresServer implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final String password;

    private PostgresServer(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** A server for tests: on a free port, without data, and not durable (a crash of the machine may lose commits). */
    public static PostgresServer forTests() {
        try {
            var passwordFile = Files.createTempFile("tandem-postgres-", null);
            Files.writeString(passwordFile, UUID.randomUUID().toString());
            try {
                return start(EmbeddedPostgres.builder().setServerConfig("max_connections", "300"), passwordFile);
            } finally {
                Files.delete(passwordFile);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * A server for measurements: on a free port, without data, with these settings, some of which cost speed. It lets
     * everybody of this machine in.
     */
    public static PostgresServer with(Map<String, String> settings) {
        var builder = EmbeddedPostgres.builder();
        settings.forEach(builder::setServerConfig);
        return start(builder, "");
    }

    /**
     * A server that keeps its data in a folder. It never loses a commit that it has acknowledged. A marker file records
     * that the databases were created. If the marker file is missing, the data comes from a first start that did not
     * finish. The server then creates the data again.
     *
     * @param passwordFile has the password of the superuser, which is set when the data is created
     * @param statements of the superuser that create the databases
     */
    public static PostgresServer keeping(Path home, int port, Path passwordFile, List<String> statements) {
        var isNew = !hasData(home);
        if (isNew) {
            Folders.delete(dataOf(home));
        }
        var server = start(
                EmbeddedPostgres.builder()
                        .setPort(port)
                        .setDataDirectory(dataOf(home))
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(PostgresPrograms.folderIn(home))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "64MB"),
                passwordFile);
        if (isNew) {
            server.createDatabases(statements, databasesMade(home));
        }
        return server;
    }

    /** Whether an earlier start has created the databases in this folder. */
    public static boolean hasData(Path home) {
        return Files.exists(databasesMade(home));
    }

    private static Path databasesMade(Path home) {
        return home.resolve("databases-made");
    }

    /** The folder in which a server keeps its data. The path is an argument of the server's process. */
    public static Path dataOf(Path home) {
        return home.resolve("data");
    }

    private static PostgresServer start(EmbeddedPostgres.Builder builder, Path passwordFile) {
        try {
            var password = Files.readString(passwordFile);
            // The locale settings are passed on as options of initdb. Of two ways to authenticate, the last one counts.
            builder.setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", password);
            return start(builder, password);
        } catch (IOException failed) {
            throw new UncheckedIOException("the password of PostgreSQL cannot be read", failed);
        }
    }

    private static PostgresServer start(EmbeddedPostgres.Builder builder, String password) {
        try {
            var server = builder.setRegisterShutdownHook(false)
                    // Not the user's locale: it may not exist on this machine, and each locale sorts in its own way.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("log_timezone", "UTC")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .start();
            return new PostgresServer(server, password);
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not start", failed);
        }
    }

    private void createDatabases(List<String> statements, Path databasesMade) {
        try {
            statements.forEach(this::execute);
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
            throw new IllegalStateException(
                    "could not execute: " + sql.replaceFirst("password .*", "password ..."), failed);
        }
    }

    /** A connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), "postgres", password);
    }

    /** The password of the superuser. */
    public String password() {
        return password;
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
