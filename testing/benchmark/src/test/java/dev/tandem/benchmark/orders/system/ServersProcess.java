package dev.tandem.benchmark.orders.system;

import dev.tandem.benchmark.orders.parts.Postgres;
import dev.tandem.local.server.DatabaseScript;
import dev.tandem.local.server.FreePorts;
import dev.tandem.local.server.KafkaBroker;
import dev.tandem.local.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * PostgreSQL and Kafka as the launcher starts them, without services and without a mail server. The argument is a
 * folder for their data; with {@value #COUNTING} after it, PostgreSQL counts statements. It prints their ports, and
 * ends when its standard input is closed.
 */
final class ServersProcess {

    static final String COUNTING = "counting";

    private ServersProcess() {}

    static void main(String[] arguments) throws IOException {
        var home = Path.of(arguments[0]);
        var ports = FreePorts.find(3);
        Files.writeString(passwordFile(home), UUID.randomUUID().toString());
        if (arguments.length > 1 && arguments[1].equals(COUNTING)) {
            countStatements(home, ports.get(0));
        }
        try (var _ = keeping(home, ports.get(0));
                var _ = KafkaBroker.keeping(home.resolve("kafka"), ports.get(1), ports.get(2))) {
            System.out.println(ports.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            while (System.in.read() >= 0) {}
        }
        System.exit(0);
    }

    private static void countStatements(Path home, int port) throws IOException {
        try (var server = keeping(home, port)) {
            Postgres.COUNT_STATEMENTS.forEach(server::execute);
        }
    }

    private static PostgresServer keeping(Path home, int port) throws IOException {
        var file = passwordFile(home);
        var password = Files.readString(file);
        return PostgresServer.keeping(home.resolve("postgres"), port, file, DatabaseScript.statements(_ -> password));
    }

    /** The file with the password of PostgreSQL's superuser. */
    static Path passwordFile(Path home) {
        return home.resolve("password");
    }
}
