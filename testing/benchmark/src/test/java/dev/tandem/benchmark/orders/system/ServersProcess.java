package dev.tandem.benchmark.orders.system;

import dev.tandem.local.server.FreePorts;
import dev.tandem.local.server.KafkaBroker;
import dev.tandem.local.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * PostgreSQL and Kafka as the launcher starts them, without services and without a mail server. The argument is a folder for
 * their data. It prints their ports, and ends when its standard input is closed.
 */
final class ServersProcess {

    private ServersProcess() {}

    static void main(String[] arguments) throws IOException {
        var home = Path.of(arguments[0]);
        var ports = FreePorts.find(3);
        try (var _ = PostgresServer.keeping(home.resolve("postgres"), ports.get(0));
                var _ = KafkaBroker.keeping(home.resolve("kafka"), ports.get(1), ports.get(2))) {
            System.out.println(ports.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            while (System.in.read() >= 0) {}
        }
        System.exit(0);
    }
}
