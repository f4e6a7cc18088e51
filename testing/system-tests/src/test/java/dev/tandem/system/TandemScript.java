package dev.tandem.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.server.FreePorts;
import dev.tandem.local.settings.StackSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./tandem} as users run it, with a home and ports of its own, in an environment on which nothing may depend: a
 * locale that this machine does not have, a time zone with a quarter of an hour in its offset, other digits, and
 * another encoding.
 */
final class TandemScript implements AutoCloseable {

    private static final List<String> PORTS = List.of(
            "TANDEM_ORDER_PORT",
            "TANDEM_PAYMENT_PORT",
            "TANDEM_INVENTORY_PORT",
            "TANDEM_NOTIFICATION_PORT",
            "TANDEM_MAIL_PORT",
            "TANDEM_POSTGRES_PORT",
            "TANDEM_KAFKA_PORT",
            "TANDEM_KAFKA_CONTROLLER_PORT",
            "TANDEM_SMTP_PORT");

    private static final String STRANGE_OPTIONS = "-Duser.language=ar -Duser.country=EG -Dfile.encoding=ISO-8859-1";

    private final Map<String, String> environment = new HashMap<>(
            Map.of("LC_ALL", "xx_YY.UTF-8", "TZ", "Asia/Kathmandu", "JAVA_TOOL_OPTIONS", STRANGE_OPTIONS));
    private final Path home;
    private @Nullable Process launcher;

    TandemScript(Path home) throws IOException {
        this.home = home;
        // The build that runs this test has made the jars: the script need not make them again, even if a file is
        // edited meanwhile.
        var built = Files.createFile(home.resolve("built"));
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
        environment.put("TANDEM_HOME", home.toString());
        environment.put("TANDEM_JDK", System.getProperty("java.home"));
        var ports = FreePorts.find(PORTS.size());
        for (var i = 0; i < PORTS.size(); i++) {
            environment.put(PORTS.get(i), ports.get(i).toString());
        }
    }

    StackSettings settings() {
        return StackSettings.of(Project.ROOT, environment);
    }

    /** Passes more options to the JVMs that are started from now on. */
    void setJavaOptions(String options) {
        environment.put("JAVA_TOOL_OPTIONS", STRANGE_OPTIONS + " " + options);
    }

    /** Puts a folder at the front of the script's path, and makes it build again. */
    void buildWith(Path tools) throws IOException {
        environment.put("PATH", tools + ":" + System.getenv("PATH"));
        Files.delete(home.resolve("built"));
    }

    /** Gives the script only these tools of the machine, and makes it build again. */
    void buildWithOnly(Path folder, List<String> tools) throws IOException {
        for (var tool : tools) {
            Files.createSymbolicLink(folder.resolve(tool), tool(tool));
        }
        environment.put("PATH", folder.toString());
        Files.delete(home.resolve("built"));
    }

    private static Path tool(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** Finds the only file of this name in the home. */
    Path find(String name) throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** The output and the exit code of a command. */
    record Result(int exitCode, String output) {}

    /** Runs a command to its end. */
    Result run(String... arguments) {
        try {
            var process = command(List.of(arguments)).start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Result(process.waitFor(), output.replaceAll("Picked up JAVA_TOOL_OPTIONS.*\n", ""));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    boolean runs() {
        return launcher != null && launcher.isAlive();
    }

    /** Starts the system unless it is running, and returns when it is ready. */
    void up(String... options) {
        if (runs()) {
            return;
        }
        beginUp(options);
        await().atMost(Duration.ofMinutes(3))
                .failFast("the launcher has ended", () -> !launcher().isAlive())
                .until(() -> output().contains("Everything is ready"));
    }

    /** Starts the system, and returns at once. */
    void beginUp(String... options) {
        var command = new ArrayList<>(List.of("up"));
        command.addAll(List.of(options));
        try {
            launcher = command(command).redirectOutput(outputFile().toFile()).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The output of the last {@code up}. */
    String output() {
        try {
            return Files.readString(outputFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks the system to shut down, and fails unless all its processes have ended within ten seconds. */
    void end() throws InterruptedException {
        launcher().destroy();
        assertThat(launcher().waitFor(10, SECONDS))
                .as("the launcher ends within ten seconds")
                .isTrue();
        assertThat(processes()).as("processes that the launcher has left").isEmpty();
    }

    /** Kills the launcher, and nothing else. */
    void kill() throws InterruptedException {
        launcher().destroyForcibly().waitFor();
    }

    /** The processes that the launcher has started: all whose command lines contain the home. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .toList();
    }

    private Process launcher() {
        return requireNonNull(launcher);
    }

    private ProcessBuilder command(List<String> arguments) {
        var command = new ArrayList<>(List.of(Project.file("tandem").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private Path outputFile() {
        return home.resolve("output");
    }

    /** Ends the processes that a failed test has left. */
    @Override
    public void close() throws InterruptedException {
        if (launcher != null) {
            kill();
        }
        processes().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> processes().isEmpty());
    }
}
