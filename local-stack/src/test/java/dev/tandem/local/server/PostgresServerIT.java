package dev.tandem.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    private static final String REFUSED = "password authentication failed";

    @Test
    void that_was_killed_before_it_had_its_databases_begins_anew(@TempDir Path home) throws Exception {
        var port = FreePorts.find(1).getFirst();
        try (var server = keeping(home, port)) {
            server.execute("drop database orders");
        }
        Files.delete(home.resolve("databases-made"));

        try (var server = keeping(home, port)) {
            assertThatCode(() -> server.connect("orders").close()).doesNotThrowAnyException();
        }
    }

    @Test
    void asks_everybody_for_the_right_password_at_each_start(@TempDir Path home) throws Exception {
        var port = FreePorts.find(1).getFirst();
        for (var start = 0; start < 2; start++) {
            try (var server = keeping(home, port)) {
                assertOpens(server, "orders", "orders", "of orders");
                assertRefuses(server, "orders", "orders", "");
                assertRefuses(server, "orders", "orders", "of payment");
                assertOpens(server, "postgres", "postgres", "of the superuser");
                assertRefuses(server, "postgres", "postgres", "");
                assertRefuses(server, "postgres", "postgres", "of orders");
            }
        }
    }

    @Test
    void for_tests_asks_for_a_password_too() {
        try (var server = PostgresServer.forTests()) {
            assertOpens(server, "postgres", "postgres", server.password());
            assertRefuses(server, "postgres", "postgres", "");
        }
    }

    @Test
    void for_tests_leaves_nothing_behind() throws SQLException {
        var server = PostgresServer.forTests();
        var data = dataOf(server);
        assertThat(data).exists();

        server.close();

        assertThat(data).doesNotExist();
    }

    private static PostgresServer keeping(Path home, int port) throws IOException {
        var password = Files.writeString(home.resolve("password"), "of the superuser");
        return PostgresServer.keeping(home, port, password, DatabaseScript.statements(role -> "of " + role));
    }

    private static void assertOpens(PostgresServer server, String database, String user, String password) {
        assertThatCode(() -> open(server, database, user, password)).doesNotThrowAnyException();
    }

    private static void assertRefuses(PostgresServer server, String database, String user, String password) {
        assertThatThrownBy(() -> open(server, database, user, password))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(password.isEmpty() ? "password" : REFUSED);
    }

    private static void open(PostgresServer server, String database, String user, String password) throws SQLException {
        DriverManager.getConnection(server.jdbcUrl(database), user, password).close();
    }

    private static Path dataOf(PostgresServer server) throws SQLException {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }
}
