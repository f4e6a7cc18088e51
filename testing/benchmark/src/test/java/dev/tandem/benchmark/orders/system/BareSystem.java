package dev.tandem.benchmark.orders.system;

import dev.tandem.benchmark.infrastructure.JavaProcess;
import dev.tandem.benchmark.orders.parts.Postgres;
import dev.tandem.local.server.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A contestant without our code: one process that accepts orders, and the servers that the launcher starts, too. */
final class BareSystem implements Contestant {

    /** As the launcher has them. */
    private static final List<String> SERVERS_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx384m");

    private final String name;
    private final boolean usesKafka;
    private final JavaProcess servers;
    private final List<Integer> ports;
    private final JavaProcess process;
    private final Path passwordFile;
    private final URI orders;

    /**
     * Starts it in a folder.
     *
     * @param main expects the ports of PostgreSQL and Kafka and the file with the password of PostgreSQL, and prints
     *     the address at which it accepts orders
     * @param servers what {@link ServersProcess} expects after the folder
     */
    BareSystem(String name, Class<?> main, boolean usesKafka, Path home, List<String> javaOptions, String... servers)
            throws IOException {
        this.name = name;
        this.usesKafka = usesKafka;
        Folders.delete(home);
        Files.createDirectories(home);
        passwordFile = ServersProcess.passwordFile(home);
        var log = home.resolve("log");
        this.servers = JavaProcess.start(
                ServersProcess.class,
                log,
                SERVERS_OPTIONS,
                Stream.concat(Stream.of(home.toString()), Arrays.stream(servers))
                        .toList());
        ports = Arrays.stream(this.servers.readLine().split(" "))
                .map(Integer::valueOf)
                .toList();
        process = JavaProcess.start(
                main, log, javaOptions, List.of("" + ports.get(0), "" + ports.get(1), passwordFile.toString()));
        orders = URI.create(process.readLine());
    }

    @Override
    public URI orders() {
        return orders;
    }

    @Override
    public SequencedMap<String, Long> processes() {
        var processes = new LinkedHashMap<String, Long>();
        processes.put(name, process.pid());
        processes.put(POSTGRES, postgres().pid());
        if (usesKafka) {
            processes.put(KAFKA, servers.pid());
        }
        return processes;
    }

    @Override
    public Postgres postgres() {
        return new Postgres(ports.get(0), passwordFile);
    }

    @Override
    public int kafkaPort() {
        return ports.get(1);
    }

    @Override
    public void close() {
        process.close();
        servers.close();
    }
}
