package dev.tandem.local;

import static java.util.Objects.requireNonNull;

import dev.tandem.local.StartUp.Part;
import dev.tandem.local.server.Folders;
import dev.tandem.local.server.FreePorts;
import dev.tandem.local.server.LastResort;
import dev.tandem.local.server.MailServer;
import dev.tandem.local.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The whole system on one machine: PostgreSQL, Kafka and a mail server in and under this process, and the services as
 * processes beside it. It can be closed at any moment, even while it starts, and leaves no process behind.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration SERVICE_START_LIMIT = Duration.ofMinutes(3);

    /** How long a start in progress gets to notice that it has to end. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(4);

    private final StackSettings settings;
    private final Console console;
    private final Path logs;
    private final Path data;
    private final Leftovers leftovers;
    private final StartUp startUp;
    private final KeptParts parts;
    private final LocalServers servers;
    private final Map<ServiceDefinition, ServiceInstallation> installations = new ConcurrentHashMap<>();
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private volatile List<ServiceProcess> services = List.of();

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
    }

    /** Deletes the data that earlier runs have kept. */
    void deleteData() {
        endLeftovers(); // they would go on writing
        Folders.delete(data);
    }

    /**
     * Starts everything, and returns when all services are ready to work.
     *
     * @throws LaunchException if something keeps the stack from starting, or takes longer than a few minutes;
     *     everything that had started is ended again
     */
    public void start() {
        try {
            startUp.run(List.of(new Part("leftovers of an earlier run", LocalServers.START_LIMIT, this::prepare)));
            startUp.run(
                    Stream.concat(servers.toStart().stream(), unpackServices()).toList());
            startServices();
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

    private Stream<Part> unpackServices() {
        return settings.services().stream()
                .map(service -> new Part(
                        "the files of " + service.module(),
                        LocalServers.START_LIMIT,
                        () -> installations.put(service, ServiceInstallation.of(service, settings))));
    }

    private void startServices() {
        parts.refuseIfClosing();
        services = settings.services().stream()
                .map(service -> process(requireNonNull(installations.get(service))))
                .toList();
        parts.keep(() -> ServiceProcess.stop(services));
        services.forEach(ServiceProcess::start);
        startUp.run(services.stream().map(this::readiness).toList());
    }

    private ServiceProcess process(ServiceInstallation installation) {
        return new ServiceProcess(
                installation, logs.resolve(installation.service().name() + ".log"), console);
    }

    /** The service knows best why it takes so long, so its own limit comes first. */
    private Part readiness(ServiceProcess service) {
        var name = service.definition().module();
        return new Part(
                name,
                SERVICE_START_LIMIT.plusSeconds(10),
                () -> console.ready(name, service.definition().url(), () -> requireReady(service)));
    }

    private void requireReady(ServiceProcess service) {
        if (!service.awaitReady(SERVICE_START_LIMIT)) {
            parts.refuseIfClosing();
            throw new LaunchException(
                    service.definition().module() + " did not start; its log is " + service.logFile());
        }
    }

    /** Makes start-up caches in the background, with which the services start faster the next time. */
    void makeStartUpCaches() {
        parts.keep(new StartUpCaches(logs, console, settings.tuning().cachesAfter()))
                .makeMissing(services.stream().map(ServiceProcess::installation).toList());
    }

    /** Ends one service as an operator would. */
    public void stop(String service) {
        ServiceProcess.stop(List.of(find(service)));
    }

    /** Ends one service as a crash would. */
    public void kill(String service) {
        find(service).kill();
    }

    /** Freezes one service: it accepts connections and answers nothing, until it is {@linkplain #thaw thawed}. */
    public void freeze(String service) {
        find(service).setFrozen(true);
    }

    /** Lets a frozen service continue. */
    public void thaw(String service) {
        find(service).setFrozen(false);
    }

    /**
     * Starts a second instance of a service, named {@code order-2} for example, and returns its port when it is ready
     * to work.
     */
    public int startSecond(String service) {
        var installation =
                find(service).installation().forSecond(FreePorts.find(1).getFirst());
        var second = process(installation);
        services = Stream.concat(services.stream(), Stream.of(second)).toList();
        parts.keep(() -> ServiceProcess.stop(List.of(second)));
        second.start();
        requireReady(second);
        return second.definition().port();
    }

    /** Starts a service that was ended, and returns when it is ready to work. */
    public void start(String service) {
        var stopped = find(service);
        stopped.start();
        requireReady(stopped);
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

    /** The status of each service. */
    List<String> status() {
        return services.parallelStream().map(ServiceProcess::status).toList();
    }

    private ServiceProcess find(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return services.stream()
                .filter(service -> service.definition().name().equals(wanted)
                        || service.definition().module().equals(wanted))
                .findAny()
                .orElseThrow(() -> new LaunchException(
                        "there is no service " + name + ": choose order, payment, inventory or notification"));
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
        services.forEach(ServiceProcess::askToEnd);
        try {
            // Parts that it still starts are refused; a start that hangs does not keep the rest from ending.
            startEnded.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            parts.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
