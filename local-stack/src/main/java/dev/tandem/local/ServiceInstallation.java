package dev.tandem.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service's jar, unpacked for a quick start, and its start-up cache (JEP 514) beside it. Both are made for one build
 * of the jar and one JDK, and made anew for the next.
 */
final class ServiceInstallation {

    /** One core's worth of compiler, the small collector and a small heap: made to start soon, not for load. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    private final ServiceDefinition service;
    private final Path home;
    private final Path folder;

    private ServiceInstallation(ServiceDefinition service, Path home) {
        this.service = service;
        this.home = home;
        this.folder = home.resolve("apps").resolve(service.module());
    }

    /** An argument of every JVM that is started here, by which it is known as the stack's that lives in a home. */
    static String mark(Path home) {
        return "-Dtandem.home=" + home;
    }

    /** Unpacks the jar, unless that has been done before. */
    static ServiceInstallation of(ServiceDefinition service, StackSettings settings) {
        var jar = service.jar(settings.project());
        if (!Files.exists(jar)) {
            throw new LaunchException(jar + " is missing: build it with  mvn package -DskipTests");
        }
        try {
            var installation = new ServiceInstallation(service, settings.home());
            installation.unpack(jar);
            return installation;
        } catch (IOException failed) {
            throw new UncheckedIOException("could not unpack " + jar, failed);
        }
    }

    /** What a second instance of the service runs from: the same files. */
    ServiceInstallation forSecond(int port) {
        return new ServiceInstallation(service.second(port), home);
    }

    private void unpack(Path jar) throws IOException {
        var stamp = folder.resolve("made-from");
        var madeFrom = "%s %s %s%n".formatted(Files.size(jar), Files.getLastModifiedTime(jar), Runtime.version());
        if (Files.exists(stamp) && Files.readString(stamp).equals(madeFrom)) {
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
        Files.writeString(stamp, madeFrom);
    }

    private void run(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(java(), mark(home), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    ServiceDefinition service() {
        return service;
    }

    boolean hasStartUpCache() {
        return Files.exists(cache());
    }

    /** How to start the service. */
    ProcessBuilder start() {
        return java(hasStartUpCache() ? List.of("-XX:AOTCache=" + cache()) : List.of());
    }

    /**
     * How to make the start-up cache: the service starts as far as it can without listening to anybody, and what it
     * loaded on the way is written down. Takes the database and the broker, and some twenty seconds of a core.
     */
    ProcessBuilder training() {
        return java(List.of("-XX:AOTCacheOutput=" + cacheInTheMaking(), "-Dspring.context.exit=onRefresh"));
    }

    /** Takes the cache that a training run has made into use. */
    void adoptStartUpCache() throws IOException {
        Files.move(cacheInTheMaking(), cache());
    }

    private ProcessBuilder java(List<String> more) {
        var command = new ArrayList<>(List.of(java(), mark(home)));
        command.addAll(JVM_OPTIONS);
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
