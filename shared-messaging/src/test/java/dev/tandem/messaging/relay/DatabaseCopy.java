package dev.tandem.messaging.relay;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.local.server.PostgresServer;
import dev.tandem.messaging.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A copy of the tables of this module on another server. It contains what {@code pg_dump} and {@code pg_restore} copy,
 * which the embedded PostgreSQL does not have: all rows as they are, and the values of the sequences. An owner makes
 * it, and a service uses it as a role of its own, as in an installation.
 */
final class DatabaseCopy implements AutoCloseable {

    private static final List<String> TABLES = List.of("outbox", "outbox_lane", "inbox", "dead_letters");
    private static final List<String> SEQUENCES = List.of("outbox_id", "outbox_epoch");

    private final HikariDataSource dataSource;
    private final JdbcClient jdbc;

    private DatabaseCopy(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
    }

    static DatabaseCopy of(OutboxDatabase outbox, PostgresServer server) throws SQLException, IOException {
        var name = "copy_" + UUID.randomUUID().toString().replace("-", "");
        var owner = name + "_owner";
        server.execute("create role " + owner + " login password 'owner'");
        server.execute("create role " + name + " login password 'service'");
        server.execute("create database " + name + " owner " + owner);
        server.execute("revoke all on database " + name + " from public");
        server.execute("grant connect on database " + name + " to " + name);
        fill(new DriverManagerDataSource(server.jdbcUrl(name), owner, "owner"), name, outbox);
        return new DatabaseCopy(RelayProcess.dataSource(server.jdbcUrl(name), name, "service"));
    }

    private static void fill(DataSource owner, String user, OutboxDatabase outbox) throws SQLException, IOException {
        Settings.migrate(owner, user, outbox.settings());
        try (var from = outbox.dataSource().getConnection();
                var to = owner.getConnection()) {
            for (var table : TABLES) {
                copyRows(table, from, to);
            }
        }
        var copy = JdbcClient.create(owner);
        for (var sequence : SEQUENCES) {
            var value = outbox.jdbc()
                    .sql("select last_value from messaging." + sequence)
                    .query(Long.class)
                    .single();
            copy.sql("select setval('messaging." + sequence + "', ?)")
                    .param(value)
                    .query(Long.class)
                    .single();
        }
    }

    private static void copyRows(String table, Connection from, Connection to) throws SQLException, IOException {
        var columns = columns(table, from);
        var rows = new ByteArrayOutputStream();
        from.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select %s from messaging.%s) to stdout".formatted(columns, table), rows);
        to.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy messaging.%s (%s) from stdin".formatted(table, columns),
                        new ByteArrayInputStream(rows.toByteArray()));
    }

    private static String columns(String table, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
                        from information_schema.columns
                        where table_schema = 'messaging' and table_name = '%s' and is_generated = 'NEVER'""".formatted(table))) {
            row.next();
            return row.getString(1);
        }
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
