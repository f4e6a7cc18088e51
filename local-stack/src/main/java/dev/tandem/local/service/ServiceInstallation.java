package dev.tandem.local.service;

import dev.tandem.local.console.LaunchException;
import dev.tandem.local.server.Folders;
import dev.tandem.local.settings.ServiceDefinition;
import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service's jar, unpacked for a quick start, and its start-up cache (JEP 514) beside it. The unpacked jar and the
 * cache are made for one build of the jar and one JDK. They are made again when the build or the JDK changes.
 */
public final class ServiceInstallation implements StartUpCaches.Trainee {

    private final ServiceDefinition service;
    private final StackSettings settings;
    private final Path folder;

    private ServiceInstallation(ServiceDefinition service, StackSettings settings) {
        this.service = service;
        this.settings = settings;
        this.folder = settings.home().resolve("apps").resolve(service.module());
    }

    /**
     * An argument of every JVM that this class starts. The argument identifies the JVM as a process of the stack with
     * this home folder.
     */
    public static String mark(Path home) {
        return "-Dtandem.home=" + home;
    }

    /** Unpacks the jar, unless that has been done before. */
    public static ServiceInstallation of(ServiceDefinition service, StackSettings settings) {
        var jar = service.jar(settings.project());
        if (!Files.exists(jar)) {
            throw new LaunchException(jar + " is missing: build it with  mvn package -DskipTests");
        }
        try {
            var installation = new ServiceInstallation(service, settings);
            installation.unpack(jar);
            return installation;
        } catch (IOException failed) {
            throw new UncheckedIOException("could not unpack " + jar, failed);
        }
    }

    /** The installation of a second instance of the service: the same files. */
    public ServiceInstallation forSecond(int port) {
        return new ServiceInstallation(service.second(port), settings);
    }

    private void unpack(Path jar) throws IOException {
        // A cache fits only the options with which it was made.
        var madeFrom = String.join(
                "\n",
                JarBuild.of(jar),
                Runtime.version().toString(),
                settings.tuning().javaOptions().toString());
        if (Files.exists(stamp()) && build().equals(madeFrom)) {
            return;
        }
        Folders.delete(folder);
        Files.createDirectories(folder.getParent());
        run(
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                folder.toString(),
                "--application-filename",
                service.module() + ".jar");
        Files.writeString(stamp(), madeFrom);
    }

    /** Identifies the build of the jar, and the JVM. */
    String build() throws IOException {
        return Files.readString(stamp());
    }

    private Path stamp() {
        return folder.resolve("made-from");
    }

    private void run(String... arguments) throws IOException {
        var command =
                new ArrayList<>(List.of(java(), mark(settings.home()), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        Processes.run(command);
    }

    public ServiceDefinition service() {
        return service;
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public boolean hasStartUpCache() {
        return Files.exists(cache());
    }

    /** The command that starts the service. */
    ProcessBuilder start() {
        return java(startOptions(), List.of());
    }

    /** The command that brings the tables of the service up to date, with the secrets of their owner. */
    ProcessBuilder migration() {
        var builder = start();
        builder.command().add("--migrate");
        builder.environment()
                .put(
                        "TANDEM_SECRETS",
                        settings.secrets().folder(service.migration()).toString());
        return builder;
    }

    /** A JVM with a debugger uses no start-up cache. With a cache, more rehearsals make the first order no faster. */
    private List<String> startOptions() {
        var debugPort = settings.tuning().debugPorts().get(service.name());
        if (debugPort != null) {
            return List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:" + debugPort);
        }
        return hasStartUpCache() ? List.of("-XX:AOTCache=" + cache(), "-Dtandem.warm-up.rounds=5") : List.of();
    }

    /**
     * The command that makes the start-up cache. It starts the service beside the running instance; the service warms
     * up without serving any client, and ends. The JVM records everything that the service has loaded. The command
     * needs the database, the broker, and about twenty seconds of CPU time.
     */
    @Override
    public ProcessBuilder training() throws IOException {
        Files.deleteIfExists(cacheInTheMaking());
        var builder = java(
                List.of("-XX:AOTCacheOutput=" + cacheInTheMaking(), "-Dtandem.warm-up.only=true"),
                Processes.atLowestPriority());
        builder.environment().put("SERVER_PORT", "0");
        return builder;
    }

    @Override
    public boolean adoptStartUpCache() throws IOException {
        if (!Files.exists(cacheInTheMaking())) {
            return false;
        }
        Files.move(cacheInTheMaking(), cache());
        return true;
    }

    private ProcessBuilder java(List<String> more, List<String> before) {
        var command = new ArrayList<>(before);
        command.addAll(List.of(java(), mark(settings.home()), "-Dstdout.encoding=UTF-8"));
        command.addAll(settings.tuning().javaOptions());
        command.addAll(more);
        command.addAll(List.of("-jar", folder.resolve(service.module() + ".jar").toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(service.environment());
        return builder;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path cache() {
        return folder.resolve("start-up.aot");
    }

    private Path cacheInTheMaking() {
        return folder.resolve("start-up.aot.part");
    }
}
