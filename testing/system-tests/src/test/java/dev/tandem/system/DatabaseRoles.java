package dev.tandem.system;

import dev.tandem.local.LocalStack;
import dev.tandem.local.settings.ServiceDefinition;
import dev.tandem.local.settings.ServiceSecrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The roles and the databases of a running system, and what happens when one tries the other. It keeps a connection for
 * each role and database that tries statements, since they are some thousand.
 */
final class DatabaseRoles implements AutoCloseable {

    static final String SIMULATOR = "simulated_provider";

    /** PostgreSQL's error codes. */
    private static final String NO_PRIVILEGE = "42501";

    private static final String NO_ENTRY = "28P01";

    private final LocalStack system;
    private final Map<String, Connection> kept = new HashMap<>();

    DatabaseRoles(LocalStack system) {
        this.system = system;
    }

    /** The databases of the services. */
    List<String> databases() {
        return system.settings().services().stream()
                .map(ServiceDefinition::database)
                .toList();
    }

    /** All roles that can log in, but the superuser. */
    List<String> roles() {
        return Stream.concat(
                        databases().stream().flatMap(database -> Stream.of(database, database + "_owner")),
                        Stream.of(SIMULATOR))
                .toList();
    }

    /** Those that one of them is to open. */
    static boolean mayOpen(String role, String database) {
        return role.equals(SIMULATOR)
                ? database.equals("payment")
                : role.replace("_owner", "").equals(database);
    }

    static boolean isOwner(String role) {
        return role.endsWith("_owner");
    }

    boolean opens(String role, String database) throws SQLException {
        return opens(role, database, passwordOf(role));
    }

    /** Whether a role can open a database; any other failure is thrown. */
    boolean opens(String role, String database, String password) throws SQLException {
        try (var _ = connect(role, database, password)) {
            return true;
        } catch (SQLException refused) {
            if (NO_PRIVILEGE.equals(refused.getSQLState()) || NO_ENTRY.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Whether a role may execute a statement: it tries, and takes everything back. A statement that fails for another
     * reason than a missing privilege is allowed.
     */
    boolean may(String role, String database, String statement) throws SQLException {
        var connection = kept(role, database);
        try {
            return may(connection, statement);
        } finally {
            connection.rollback();
        }
    }

    private static boolean may(Connection connection, String statement) throws SQLException {
        try (var open = connection.createStatement()) {
            open.execute(statement);
            return true;
        } catch (SQLException refused) {
            return !NO_PRIVILEGE.equals(refused.getSQLState());
        }
    }

    /** The tables of a database, as names for statements. */
    List<String> tables(String database) throws SQLException {
        return asSuperuser(database, """
                select quote_ident(nspname) || '.' || quote_ident(relname)
                from pg_class join pg_namespace on pg_namespace.oid = relnamespace
                where relkind in ('r', 'p') and nspname not in ('pg_catalog', 'information_schema')
                order by 1""");
    }

    /** The first column of each row. */
    List<String> asSuperuser(String database, String query) throws SQLException {
        var connection = kept("postgres", database);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } finally {
            connection.rollback();
        }
    }

    private Connection kept(String role, String database) throws SQLException {
        var name = role + " in " + database;
        var known = kept.get(name);
        if (known != null) {
            return known;
        }
        var connection = connect(role, database, passwordOf(role));
        connection.setAutoCommit(false);
        kept.put(name, connection);
        return connection;
    }

    @Override
    public void close() throws SQLException {
        for (var connection : kept.values()) {
            connection.close();
        }
    }

    private String passwordOf(String role) {
        return new ServiceSecrets(system.settings().secrets()).passwordOf(role);
    }

    private Connection connect(String role, String database, String password) throws SQLException {
        var url =
                "jdbc:postgresql://localhost:%d/%s".formatted(system.settings().postgresPort(), database);
        return DriverManager.getConnection(url, role, password);
    }
}
