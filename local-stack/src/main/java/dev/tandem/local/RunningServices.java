package dev.tandem.local;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.tandem.local.StartUp.Part;
import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import dev.tandem.local.server.FreePorts;
import dev.tandem.local.service.ServiceInstallation;
import dev.tandem.local.service.ServiceMigration;
import dev.tandem.local.service.ServiceProcess;
import dev.tandem.local.service.StartUpCaches;
import dev.tandem.local.settings.ServiceDefinition;
import dev.tandem.local.settings.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The services of the stack as processes. They are started together. After that, each service can be ended, frozen and
 * started again on its own.
 */
public final class RunningServices {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final StackSettings settings;
    private final Path logs;
    private final KeptParts parts;
    private final StartUp startUp;
    private final Console console;
    private final Map<ServiceDefinition, ServiceInstallation> installations = new ConcurrentHashMap<>();
    private volatile List<ServiceProcess> services = List.of();

    RunningServices(StackSettings settings, Path logs, KeptParts parts, StartUp startUp, Console console) {
        this.settings = settings;
        this.logs = logs;
        this.parts = parts;
        this.startUp = startUp;
        this.console = console;
    }

    Stream<Part> toUnpack() {
        return settings.services().stream()
                .map(service -> new Part(
                        "the files of " + service.module(),
                        LocalServers.START_LIMIT,
                        () -> installations.put(service, ServiceInstallation.of(service, settings))));
    }

    /** Migrates their tables and starts all services, and returns when they are ready to work. */
    void startAll() {
        parts.refuseIfClosing();
        startUp.run(settings.services().stream().map(this::migration).toList());
        parts.refuseIfClosing();
        services = settings.services().stream()
                .map(service -> process(requireNonNull(installations.get(service))))
                .toList();
        parts.keep(() -> ServiceProcess.stop(services));
        services.forEach(ServiceProcess::start);
        startUp.run(services.stream().map(this::readiness).toList());
    }

    private Part migration(ServiceDefinition service) {
        var installation = requireNonNull(installations.get(service));
        var migration = new ServiceMigration(installation, settings.home().resolve("data"), logs);
        return new Part("the tables of " + service.module(), LocalServers.START_LIMIT, migration::run);
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
                START_LIMIT.plusSeconds(10),
                () -> console.ready(name, service.definition().url(), () -> requireReady(service)));
    }

    private void requireReady(ServiceProcess service) {
        if (!service.awaitReady(START_LIMIT)) {
            parts.refuseIfClosing();
            throw new LaunchException(
                    service.definition().module() + " did not start; its log is " + service.logFile());
        }
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
                .orElseThrow(() -> new LaunchException("there is no service " + name + ": choose one of " + names()));
    }

    private String names() {
        return services.stream().map(service -> service.definition().name()).collect(joining(", "));
    }

    /** Makes start-up caches in the background, with which the services start faster the next time. */
    void makeStartUpCaches() {
        parts.keep(new StartUpCaches(logs, console, settings.tuning().cachesAfter()))
                .makeMissing(services.stream().map(ServiceProcess::installation).toList());
    }

    void askToEnd() {
        services.forEach(ServiceProcess::askToEnd);
    }
}
