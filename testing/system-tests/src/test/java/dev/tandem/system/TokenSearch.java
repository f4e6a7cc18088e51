package dev.tandem.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.local.LocalStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Looks for a text in every column of every table, bytes included. */
final class TokenSearch {

    private static final String TABLES = """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema') and schemaname %s 'simulated_provider'
            order by 1""";

    private TokenSearch() {}

    /** The tables of a service that contain the text. Those of the simulated provider are none of them. */
    static List<String> ofServiceTables(LocalStack system, String database, String text) {
        return search(system, database, TABLES.formatted("<>"), text);
    }

    /** The tables of a schema that contain the text. */
    static List<String> of(LocalStack system, String database, String schema, String text) {
        return search(system, database, TABLES.formatted("=").replace("simulated_provider", schema), text);
    }

    private static List<String> search(LocalStack system, String database, String tables, String text) {
        try (var connection = system.connect(database)) {
            var found = new ArrayList<String>();
            for (var table : texts(connection, tables)) {
                if (contains(connection, table, text)) {
                    found.add(database + ": " + table);
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(database, failed);
        }
    }

    /** A row as text shows bytes in hexadecimal digits. */
    private static boolean contains(Connection connection, String table, String text) throws SQLException {
        var digits = HexFormat.of().formatHex(text.getBytes(UTF_8));
        var query =
                "select 'found' from %s any_row where any_row::text ~ '%s|%s' limit 1".formatted(table, text, digits);
        return !texts(connection, query).isEmpty();
    }

    /** How many rows have a sealed token. */
    static long rowsWithToken(LocalStack system, String database, String table) {
        try (var connection = system.connect(database)) {
            return texts(connection, "select 'a row' from " + table + " where sealed_token is not null")
                    .size();
        } catch (SQLException failed) {
            throw new IllegalStateException(database, failed);
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
