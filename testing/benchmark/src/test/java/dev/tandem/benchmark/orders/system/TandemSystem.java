package dev.tandem.benchmark.orders.system;

import dev.tandem.benchmark.orders.parts.Postgres;
import dev.tandem.local.settings.ServiceSecrets;
import dev.tandem.local.settings.StackSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The system of a commit, started by the launcher of the same commit. */
public final class TandemSystem implements Contestant {

    private static final List<String> SERVICES = List.of("order", "payment", "inventory", "notification");

    private final StackSettings settings;
    private final Path output;
    private final Process launcher;

    /** Starts the system, and returns when it accepts orders for products that never run out. */
    public TandemSystem(Launch launch) throws Exception {
        settings = launch.settings();
        output = Files.createDirectories(settings.home()).resolve("output");
        launcher = launch.start(output);
        // It would outlive a benchmark that is ended.
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        try {
            await("Everything is ready");
            raiseStock();
        } catch (Exception failed) {
            close();
            throw failed;
        }
    }

    /**
     * Waits until the launcher has printed this text.
     *
     * @throws IllegalStateException if it ends before, or makes no start-up cache
     */
    public void await(String text) throws Exception {
        var printed = Files.readString(output);
        while (!printed.contains(text)) {
            if (!launcher.isAlive() || printed.contains("No start-up cache")) {
                throw new IllegalStateException("the system did not start:\n" + printed);
            }
            Thread.sleep(20);
            printed = Files.readString(output);
        }
    }

    private void raiseStock() throws SQLException {
        execute("inventory", "update products set on_hand = 100000000");
    }

    /** Makes the server count statements from its next start on. */
    void countStatements() throws SQLException {
        for (var sql : Postgres.COUNT_STATEMENTS) {
            execute("postgres", sql);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = postgres().connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
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
        processes.put(POSTGRES, postgres().pid());
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
    public Postgres postgres() {
        return new Postgres(settings.postgresPort(), new ServiceSecrets(settings.secrets()).fileOfSuperuser());
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
