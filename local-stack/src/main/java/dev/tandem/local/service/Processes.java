package dev.tandem.local.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes of this machine. */
public final class Processes {

    private Processes() {}

    /**
     * A prefix that runs a command at the lowest CPU priority; empty on systems that have none.
     */
    static List<String> atLowestPriority() {
        return Stream.of("/usr/bin/nice", "/bin/nice")
                .filter(nice -> Files.isExecutable(Path.of(nice)))
                .findFirst()
                .map(nice -> List.of(nice, "-n", "19"))
                .orElse(List.of());
    }

    /**
     * Runs a command to its end.
     *
     * @throws IOException with the output of the command, if its exit code is not 0
     */
    static void run(List<String> command) throws IOException {
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

    /** Asks processes to end, waits for all of them together, and kills those that still run then. */
    static void end(List<ProcessHandle> processes, Duration patience) {
        processes.forEach(ProcessHandle::destroy);
        var ends = processes.stream().map(process -> end(process, patience)).toList();
        ends.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<ProcessHandle> end(ProcessHandle process, Duration patience) {
        return process.onExit()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(_ -> {
                    process.destroyForcibly();
                    return process.onExit();
                });
    }
}
