package dev.tandem.benchmark.infrastructure;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.local.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** PostgreSQL and the Kafka broker, each in a process of its own. */
public final class Servers implements AutoCloseable {

    private final Path folder;
    private final PostgresServer postgres;
    private final JavaProcess broker;
    private final String bootstrapServers;
    private final Admin admin;
    private int trials;

    public Servers(String sharedBuffers) throws IOException {
        folder = Files.createTempDirectory("tandem-benchmark");
        postgres = PostgresServer.with(Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "wal_level", "logical",
                "shared_buffers", sharedBuffers,
                // A checkpoint during one trial would distort the comparison.
                "max_wal_size", "16GB",
                "checkpoint_timeout", "1h"));
        broker = JavaProcess.start(BrokerProcess.class, folder.resolve("broker.log"), List.of(folder + "/broker"));
        bootstrapServers = broker.readLine();
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Opens a trial of a contestant, with a database and a topic of its own. */
    public Trial open(Contestant contestant, int subjects, int events) throws Exception {
        return new Trial(this, contestant, "benchmark_" + ++trials, subjects, events);
    }

    public PostgresServer postgres() {
        return postgres;
    }

    int postgresPort() {
        var url = postgres.jdbcUrl("");
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1, url.lastIndexOf('/')));
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Admin admin() {
        return admin;
    }

    Path folder() {
        return folder;
    }

    /** The CPU seconds that PostgreSQL and the broker have used so far. */
    double cpuSeconds() {
        return Cpu.seconds(postgres.pid()) + Cpu.seconds(broker.pid());
    }

    @Override
    public void close() throws IOException {
        admin.close();
        broker.close();
        postgres.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Servers::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
