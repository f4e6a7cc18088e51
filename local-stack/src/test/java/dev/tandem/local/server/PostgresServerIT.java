package dev.tandem.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @Test
    void that_was_killed_before_it_had_its_databases_begins_anew(@TempDir Path home) throws Exception {
        var port = FreePorts.find(1).getFirst();
        try (var server = PostgresServer.keeping(home, port)) {
            server.execute("drop database orders");
        }
        Files.delete(home.resolve("databases-made"));

        try (var server = PostgresServer.keeping(home, port)) {
            assertThatCode(() -> server.connect("orders").close()).doesNotThrowAnyException();
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

    private static Path dataOf(PostgresServer server) throws SQLException {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }
}
