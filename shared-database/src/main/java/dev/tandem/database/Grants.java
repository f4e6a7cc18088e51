package dev.tandem.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.api.configuration.Configuration;

/** What the owner of a schema lets another role do: read and write the rows, now and in tables that are yet to come. */
record Grants(String user, List<String> truncated) {

    /** Does nothing if the role is that of the owner, who may do everything. */
    void give(Configuration migrated) {
        try (var connection = migrated.getDataSource().getConnection()) {
            if (!user.equals(connection.getMetaData().getUserName())) {
                give(schema(migrated, connection), migrated.getTable(), connection);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("could not grant " + user + " the use of the tables", failed);
        }
    }

    private static String schema(Configuration migrated, Connection connection) throws SQLException {
        var schemas = migrated.getSchemas();
        return schemas.length == 0 ? connection.getSchema() : schemas[0];
    }

    private void give(String schema, String history, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Several statements at once are one transaction.
            statement.execute(use(schema, history) + truncate(schema));
        }
    }

    /** Two instances may migrate at the same time, and only one of them can change the rights to a table. */
    private String use(String schema, String history) {
        return """
                select pg_advisory_xact_lock(hashtext('dev.tandem.database.Grants'));
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
