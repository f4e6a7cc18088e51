package dev.tandem.system;

import dev.tandem.local.settings.ServiceSecrets;
import dev.tandem.local.settings.StackSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables in which the work of the services has left rows. */
final class TablesWithRows {

    /**
     * All tables except those that have rows from the start: the migrations, the catalogue, and the positions of the
     * relay.
     */
    private static final String TABLES = """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
              and tablename not in ('flyway_schema_history', 'products', 'outbox_lane')
            order by 1""";

    private TablesWithRows() {}

    static List<String> of(StackSettings stack, String database) throws SQLException {
        var url = "jdbc:postgresql://localhost:" + stack.postgresPort() + "/" + database;
        var password = new ServiceSecrets(stack.secrets()).passwordOf("postgres");
        try (var connection = DriverManager.getConnection(url, "postgres", password)) {
            var found = new ArrayList<String>();
            for (var table : texts(connection, TABLES)) {
                if (!texts(connection, "select 'a row' from " + table + " limit 1")
                        .isEmpty()) {
                    found.add(database + ": " + table);
                }
            }
            return found;
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
