package dev.tandem.local.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.local.console.Console;
import dev.tandem.local.settings.ServiceDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service as a process of its own, which can be ended and started again while the others run. */
public final class ServiceProcess {

    /**
     * Longer than services take to end by themselves, and short enough for the whole stack to end within ten seconds.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final ServiceInstallation installation;
    private final Path logFile;
    private final Console console;
    private @Nullable Process process;
    private boolean expectedToRun;

    public ServiceProcess(ServiceInstallation installation, Path logFile, Console console) {
        this.installation = installation;
        this.logFile = logFile;
        this.console = console;
    }

    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            var started = installation.start().start();
            process = started;
            expectedToRun = true;
            // Not a virtual thread: reading from a pipe would hold on to its carrier, of which there are few.
            Thread.ofPlatform().daemon().start(() -> copyOutput(started));
            started.onExit().thenRun(() -> onExit(started));
        } catch (IOException failed) {
            throw new UncheckedIOException("could not start " + definition().module(), failed);
        }
    }

    /** Asks services to end, all at once, and kills those that do not. */
    public static void stop(List<ServiceProcess> services) {
        Processes.end(services.stream().flatMap(ServiceProcess::toEnd).toList(), PATIENCE);
    }

    /** Asks the service to end, and does not wait for it. */
    public void askToEnd() {
        toEnd().forEach(ProcessHandle::destroy);
    }

    /** Ends the service without giving it a chance to clean up, as a crash would. */
    public void kill() {
        toEnd().forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** Freezes the process, as a machine that hangs would, or lets it continue. */
    public void setFrozen(boolean frozen) {
        try {
            new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", "" + pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The service's process, if there is one; from now on it is not expected to run. */
    private synchronized Stream<ProcessHandle> toEnd() {
        expectedToRun = false;
        return process == null ? Stream.empty() : Stream.of(process.toHandle());
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    private synchronized boolean isExpectedToRun() {
        return expectedToRun && isRunning();
    }

    /** The process id, or -1 if the service does not run. */
    synchronized long pid() {
        return process != null && process.isAlive() ? process.pid() : -1;
    }

    public ServiceDefinition definition() {
        return installation.service();
    }

    public Path logFile() {
        return logFile;
    }

    /** The status of the service, as one human-readable line. */
    public String status() {
        var state = !isRunning() ? "stopped" : isReady() ? "ready, pid " + pid() : "starting, pid " + pid();
        return "%-22s %-32s %s".formatted(definition().module(), definition().url(), state);
    }

    public ServiceInstallation installation() {
        return installation;
    }

    /**
     * Waits until the service is ready, and returns true. Returns false if the service has been asked to end, or if the
     * time limit passes.
     */
    public boolean awaitReady(Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (isExpectedToRun() && System.nanoTime() < end) {
            if (isReady()) {
                return true;
            }
            pause();
        }
        return false;
    }

    boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create(definition().url() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyOutput(Process from) {
        try (BufferedReader lines = from.inputReader(UTF_8);
                var file = Files.newBufferedWriter(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                console.log(definition().name(), line);
                file.write(line);
                file.newLine();
                file.flush();
            }
        } catch (IOException ended) {
            if (from.isAlive()) {
                console.log(definition().name(), "(its output is lost: " + ended.getMessage() + ")");
            }
        }
    }

    private synchronized void onExit(Process ended) {
        if (expectedToRun && process == ended) {
            console.say(definition().module() + " has ended with exit code " + ended.exitValue() + "; ./tandem start "
                    + definition().name() + " starts it again");
        }
    }
}
