package dev.tandem.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Processes of this machine. */
final class Processes {

    private Processes() {}

    /** Asks processes to end, waits for all of them together, and forces those that still run then. */
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
