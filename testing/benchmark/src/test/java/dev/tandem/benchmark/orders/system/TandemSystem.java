package dev.tandem.benchmark.orders.system;

import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The system of a commit, started by the launcher of the same commit, with empty databases and an empty Kafka. */
final class TandemSystem implements Contestant {

    private static final List<String> SERVICES = List.of("order", "payment", "inventory", "notification");

    private final StackSettings settings;
    private final Path output;
    private final Process launcher;

    /** Starts the system, and returns when it accepts orders for products that never run out. */
    TandemSystem(Checkout checkout, Path home, List<String> javaOptions) throws Exception {
        settings = StackSettings.onFreePorts(checkout.folder(), home);
        output = Files.createDirectories(home).resolve("output");
        launcher = launch(checkout.folder(), javaOptions);
        // It would outlive a benchmark that is ended.
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        try {
            awaitReady();
            raiseStock();
        } catch (Exception failed) {
            close();
            throw failed;
        }
    }

    private Process launch(Path folder, List<String> javaOptions) throws IOException {
        var jars = folder.resolve("local-stack/target");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As ./tandem starts it.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtandem.project=" + folder,
                "-cp",
                jars.resolve("local-stack.jar") + ":" + jars.resolve("lib") + "/*",
                "dev.tandem.local.Launcher",
                "up",
                "--fresh");
        var environment = builder.environment();
        settings.ports().forEach(port -> environment.put(port.variable(), "" + port.number()));
        environment.put("TANDEM_HOME", settings.home().toString());
        environment.put("TANDEM_JAVA_OPTIONS", String.join(" ", javaOptions));
        // Never: making them would take CPU from the measurement.
        environment.put("TANDEM_CACHES_AFTER", "999999");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private void awaitReady() throws Exception {
        while (!Files.readString(output).contains("Everything is ready")) {
            if (!launcher.isAlive()) {
                throw new IllegalStateException("the system did not start:\n" + Files.readString(output));
            }
            Thread.sleep(100);
        }
    }

    private void raiseStock() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + postgresPort() + "/inventory", "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("update products set on_hand = 100000000");
        }
    }

    @Override
    public URI orders() {
        return URI.create("http://localhost:" + settings.orderPort() + "/api/orders");
    }

    @Override
    public SequencedMap<String, Long> processes() {
        var processes = new LinkedHashMap<String, Long>();
        SERVICES.forEach(service -> processes.put(service, pid(service)));
        processes.put(POSTGRES, Postgres.pid(postgresPort()));
        processes.put(KAFKA, launcher.pid());
        return processes;
    }

    private long pid(String service) {
        return launcher.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("/" + service + "-service.jar"))
                .map(ProcessHandle::pid)
                .findAny()
                .orElseThrow(() -> new IllegalStateException(service + "-service does not run"));
    }

    @Override
    public int postgresPort() {
        return settings.postgresPort();
    }

    @Override
    public int kafkaPort() {
        return settings.kafkaPort();
    }

    /** Ends the launcher, which ends everything else within ten seconds. */
    @Override
    public void close() {
        launcher.destroy();
        launcher.onExit().join();
    }
}
