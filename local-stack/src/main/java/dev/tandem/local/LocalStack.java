package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on one machine: PostgreSQL, Kafka and a mail server in and under this process, and the services as
 * processes beside it. It can be closed at any moment, also while it starts, and leaves no process behind.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration SERVICE_START_LIMIT = Duration.ofMinutes(3);

    /** Ten seconds are what people and process managers wait before they kill. */
    private static final Duration END_LIMIT = Duration.ofSeconds(9);

    private final StackSettings settings;
    private final Console console;
    private final Path logs;
    private final Path data;
    private final Leftovers leftovers;
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean closing;
    private volatile @Nullable PostgresServer postgres;
    private volatile @Nullable MailServer mail;
    private volatile List<ServiceProcess> services = List.of();

    public LocalStack(StackSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.logs = settings.home().resolve("logs");
        this.data = settings.home().resolve("data");
        this.leftovers = new Leftovers(Set.of(
                ServiceInstallation.mark(settings.home()),
                PostgresServer.dataOf(data.resolve("postgres")).toString()));
    }

    /** Forgets what earlier runs have kept. */
    void deleteData() {
        endLeftovers(); // which would go on writing
        Folders.delete(data);
    }

    /**
     * Starts everything, and returns when all services can do their work.
     *
     * @throws LaunchException if something keeps the stack from starting; what had started is ended again
     */
    public void start() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            endLeftovers();
            prepareFolders();
            requireFreePorts();
            var installations = install(threads);
            startInfrastructure(threads);
            startServices(installations.join(), threads);
        } catch (CompletionException failed) {
            closeParts();
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } catch (RuntimeException failed) {
            closeParts();
            throw failed;
        } finally {
            startEnded.countDown();
        }
    }

    private void endLeftovers() {
        var ended = leftovers.end();
        if (ended > 0) {
            console.say("Ended %d processes of a stack that was killed before it could end them.".formatted(ended));
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
                .map(port -> "port %d (%s) is taken by another program: end that, or choose another port with %s=..."
                        .formatted(port.number(), port.what(), port.variable()))
                .toList();
        if (!taken.isEmpty()) {
            throw new LaunchException(String.join("\n", taken));
        }
    }

    private CompletableFuture<List<ServiceInstallation>> install(ExecutorService threads) {
        var each = settings.services().stream()
                .map(service -> CompletableFuture.supplyAsync(() -> ServiceInstallation.of(service, settings), threads))
                .toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> each.stream().map(CompletableFuture::join).toList());
    }

    private void startInfrastructure(ExecutorService threads) {
        inParallel(
                threads,
                () -> part(
                        "PostgreSQL 18",
                        "localhost:" + settings.postgresPort(),
                        () -> postgres =
                                keep(PostgresServer.keeping(data.resolve("postgres"), settings.postgresPort()))),
                () -> part(
                        "Kafka",
                        "localhost:" + settings.kafkaPort(),
                        () -> keep(KafkaBroker.keeping(
                                data.resolve("kafka"), settings.kafkaPort(), settings.kafkaController()))),
                () -> part(
                        "mail",
                        "http://localhost:" + settings.mailPagePort(),
                        () -> mail = keep(MailServer.start(settings.smtpPort(), settings.mailPagePort()))));
    }

    private void startServices(List<ServiceInstallation> installations, ExecutorService threads) {
        services = installations.stream().map(this::process).toList();
        keep(() -> ServiceProcess.stop(services));
        services.forEach(ServiceProcess::start);
        inParallel(
                threads,
                services.stream()
                        .<Runnable>map(service -> () -> part(
                                service.definition().module(),
                                service.definition().url(),
                                () -> requireReady(service)))
                        .toArray(Runnable[]::new));
    }

    private ServiceProcess process(ServiceInstallation installation) {
        return new ServiceProcess(
                installation, logs.resolve(installation.service().name() + ".log"), console);
    }

    private void requireReady(ServiceProcess service) {
        if (!service.awaitReady(SERVICE_START_LIMIT)) {
            throw new LaunchException("%s did not start; its log is %s"
                    .formatted(service.definition().module(), service.logFile()));
        }
    }

    private void part(String name, String where, Runnable start) {
        refuseIfClosing();
        var before = System.nanoTime();
        start.run();
        console.ready(name, where, (System.nanoTime() - before) / 1e9);
    }

    private static void inParallel(ExecutorService threads, Runnable... tasks) {
        var all = new ArrayList<CompletableFuture<Void>>();
        for (var task : tasks) {
            all.add(CompletableFuture.runAsync(task, threads));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
    }

    /** Keeps a part to be closed with the stack, in the opposite order. */
    private <T extends AutoCloseable> T keep(T part) {
        synchronized (parts) {
            parts.push(part);
        }
        refuseIfClosing();
        return part;
    }

    private void refuseIfClosing() {
        if (closing) {
            throw new LaunchException("stopped while starting");
        }
    }

    /** Makes what lets the services start quicker the next time, in the background. */
    void makeStartUpCaches() {
        keep(new StartUpCaches(logs, console)).makeMissing(services);
    }

    /** Ends one service as an operator would. */
    public void stop(String service) {
        ServiceProcess.stop(List.of(find(service)));
    }

    /** Ends one service as a crash would. */
    public void kill(String service) {
        find(service).kill();
    }

    /** Has one service stand still: it takes connections and answers nothing, until it is {@linkplain #thaw thawed}. */
    public void freeze(String service) {
        find(service).setFrozen(true);
    }

    /** Has a frozen service go on. */
    public void thaw(String service) {
        find(service).setFrozen(false);
    }

    /**
     * Starts a second instance of a service, named {@code order-2}, say, and returns its port when it can do its work.
     */
    public int startSecond(String service) {
        var installation =
                find(service).installation().forSecond(FreePorts.find(1).getFirst());
        var second = process(installation);
        services = Stream.concat(services.stream(), Stream.of(second)).toList();
        keep(() -> ServiceProcess.stop(List.of(second)));
        second.start();
        requireReady(second);
        return second.definition().port();
    }

    /** Starts a service that was ended, and returns when it can do its work. */
    public void start(String service) {
        var stopped = find(service);
        stopped.start();
        requireReady(stopped);
    }

    /** Each service with what it is doing. */
    List<String> status() {
        return services.stream().map(ServiceProcess::status).toList();
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
        var server = postgres;
        if (server == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return server.connect(database);
    }

    /** The e-mails that have arrived, oldest first. */
    public List<MailServer.Mail> mails() {
        var server = mail;
        return server == null ? List.of() : server.received();
    }

    /** Ends everything, in the opposite order of its start. What has not ended nine seconds later is killed. */
    @Override
    public void close() {
        closing = true;
        var ending = Thread.ofPlatform().daemon().start(this::end);
        try {
            if (!ending.join(END_LIMIT)) {
                console.say("Something does not end by itself: it is killed.");
            }
            leftovers.kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        services.forEach(ServiceProcess::askToEnd);
        try {
            startEnded.await(); // not long: whatever it still starts is refused
            closeParts();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeParts() {
        synchronized (parts) {
            while (!parts.isEmpty()) {
                close(parts.pop(), failure -> console.say("Could not end a part of the stack: " + failure));
            }
        }
    }

    private static void close(AutoCloseable part, Consumer<Exception> onFailure) {
        try {
            part.close();
        } catch (Exception failure) { // whatever it is, the other parts have to be closed too
            onFailure.accept(failure);
        }
    }
}
