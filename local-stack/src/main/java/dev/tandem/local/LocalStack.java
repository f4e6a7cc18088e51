package dev.tandem.local;

import dev.tandem.local.StartUp.Part;
import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import dev.tandem.local.server.Folders;
import dev.tandem.local.server.FreePorts;
import dev.tandem.local.server.LastResort;
import dev.tandem.local.server.MailServer;
import dev.tandem.local.server.PostgresServer;
import dev.tandem.local.service.Leftovers;
import dev.tandem.local.service.ServiceInstallation;
import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The whole system on one machine: PostgreSQL, Kafka and a mail server run in this process or below it, the services as
 * separate processes. It can be closed at any moment, even while it starts, and leaves no process behind.
 */
public final class LocalStack implements AutoCloseable {

    /** The time in which a start in progress has to notice that the stack is closing. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(4);

    private final StackSettings settings;
    private final Console console;
    private final Path logs;
    private final Path data;
    private final Leftovers leftovers;
    private final StartUp startUp;
    private final KeptParts parts;
    private final LocalServers servers;
    private final RunningServices services;
    private final CountDownLatch startEnded = new CountDownLatch(1);

    public LocalStack(StackSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.logs = settings.home().resolve("logs");
        this.data = settings.home().resolve("data");
        this.leftovers = new Leftovers(Set.of(
                ServiceInstallation.mark(settings.home()),
                PostgresServer.dataOf(LocalServers.postgresHome(data)).toString()));
        this.startUp = new StartUp(console);
        this.parts = new KeptParts(console);
        this.servers = new LocalServers(settings, parts, console);
        this.services = new RunningServices(settings, logs, parts, startUp, console);
    }

    /** Deletes the data that earlier runs have kept, and the secrets. */
    void deleteData() {
        endLeftovers(); // they would go on writing
        servers.deleteData();
    }

    /**
     * Starts everything, and returns when all services are ready to work.
     *
     * @throws LaunchException if the stack cannot start, or if a part of it takes longer than a few minutes; the method
     *     then ends everything that it has started
     */
    public void start() {
        try {
            startUp.run(List.of(new Part("leftovers of an earlier run", LocalServers.START_LIMIT, this::prepare)));
            startUp.run(Stream.concat(servers.toStart().stream(), services.toUnpack())
                    .toList());
            services.startAll();
        } catch (RuntimeException failed) {
            startEnded.countDown();
            close();
            throw failed;
        } finally {
            startEnded.countDown();
        }
    }

    private void prepare() {
        endLeftovers();
        prepareFolders();
        requireFreePorts();
    }

    private void endLeftovers() {
        var ended = leftovers.end();
        if (ended > 0) {
            console.say("Ended " + ended + " processes of a stack that was killed before it could end them.");
        }
    }

    private void prepareFolders() {
        try {
            Folders.delete(logs);
            Files.createDirectories(logs);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void requireFreePorts() {
        var taken = settings.ports().stream()
                .filter(port -> FreePorts.isTaken(port.number()))
                .map(port -> "port " + port.number() + " (" + port.what()
                        + ") is taken by another program: end that, or choose another port with " + port.variable()
                        + "=...")
                .toList();
        if (!taken.isEmpty()) {
            throw new LaunchException(String.join("\n", taken));
        }
    }

    /** The services, one by one. */
    public RunningServices services() {
        return services;
    }

    /** The phase of the stack as a whole. */
    enum Phase {
        STARTING,
        RUNNING,
        ENDING
    }

    Phase phase() {
        if (parts.areClosing()) {
            return Phase.ENDING;
        }
        return startEnded.getCount() > 0 ? Phase.STARTING : Phase.RUNNING;
    }

    /** The phase for people, as in "it is running". */
    String state() {
        return switch (phase()) {
            case STARTING -> "starting, " + startUp.state();
            case RUNNING -> "running";
            case ENDING -> "ending";
        };
    }

    public StackSettings settings() {
        return settings;
    }

    /** A connection to a service's database, as the superuser. */
    public Connection connect(String database) throws SQLException {
        return servers.connect(database);
    }

    /** The e-mails that have arrived, oldest first. */
    public List<MailServer.Mail> mails() {
        return servers.mails();
    }

    /**
     * Ends everything, in the opposite order of its start. Processes that have not ended nine seconds later are killed.
     */
    @Override
    public void close() {
        parts.refuseMore();
        var ending = Thread.ofPlatform().daemon().name("end").start(this::end);
        try {
            if (!ending.join(LastResort.END_LIMIT)) {
                console.say("Something does not end by itself: it is killed.");
            }
            killLeftovers();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void killLeftovers() {
        leftovers.kill();
    }

    private void end() {
        services.askToEnd();
        try {
            // A start in progress adds no part now; one that hangs does not delay the end of the others.
            startEnded.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            parts.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
