package dev.tandem.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.flywaydb.core.api.configuration.Configuration;

/** What the owner of a schema lets another role do: read and write the rows, now and in tables that are yet to come. */
record Grants(String user, List<String> truncated) {

    /** Does nothing if the role is that of the owner, who may do everything. */
    void give(Configuration migrated) {
        change(migrated, schema -> use(schema, migrated.getTable()) + truncate(schema));
    }

    /** Takes back what an earlier migration gave. */
    void take(Configuration migrated) {
        change(migrated, this::revoke);
    }

    private void change(Configuration migrated, UnaryOperator<String> statements) {
        try (var connection = migrated.getDataSource().getConnection()) {
            if (!user.equals(connection.getMetaData().getUserName())) {
                execute(statements.apply(schema(migrated, connection)), connection);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("could not change what " + user + " may do with the tables", failed);
        }
    }

    private static String schema(Configuration migrated, Connection connection) throws SQLException {
        var schemas = migrated.getSchemas();
        return schemas.length == 0 ? connection.getSchema() : schemas[0];
    }

    /** Two instances may migrate at the same time, and only one of them can change the rights to a table. */
    private static void execute(String statements, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Several statements at once are one transaction.
            statement.execute("select pg_advisory_xact_lock(hashtext('dev.tandem.database.Grants'));" + statements);
        }
    }

    private String revoke(String schema) {
        return """
                alter default privileges in schema %1$s revoke all on tables from %2$s;
                alter default privileges in schema %1$s revoke all on sequences from %2$s;
                revoke all on all tables in schema %1$s from %2$s;
                revoke all on all sequences in schema %1$s from %2$s;
                revoke usage on schema %1$s from %2$s;
                """.formatted(quoted(schema), quoted(user));
    }

    private String use(String schema, String history) {
        return """
                grant usage on schema %1$s to %2$s;
                grant select, insert, update, delete on all tables in schema %1$s to %2$s;
                grant usage, select on all sequences in schema %1$s to %2$s;
                alter default privileges in schema %1$s grant select, insert, update, delete on tables to %2$s;
                alter default privileges in schema %1$s grant usage, select on sequences to %2$s;
                revoke insert, update, delete on %1$s.%3$s from %2$s;
                """.formatted(quoted(schema), quoted(user), quoted(history));
    }

    private String truncate(String schema) {
        return truncated.stream()
                .map(table -> "grant truncate on %s.%s to %s;".formatted(quoted(schema), quoted(table), quoted(user)))
                .collect(Collectors.joining());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
