package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Processes of a launcher that was killed before it could end them: written down while they run, ended at the next start. */
final class Leftovers {

    private final Path file;

    Leftovers(Path file) {
        this.file = file;
    }

    /** Writes down what runs now. A process is known by its id and its start, because ids are used again. */
    void remember(List<Long> pids) {
        var lines = pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .map(process -> process.pid() + " " + startOf(process))
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends what still runs of the last time, and says how much that was. */
    int end() {
        var alive = read().stream().flatMap(line -> find(line).stream()).toList();
        alive.forEach(ProcessHandle::destroy);
        alive.forEach(Leftovers::awaitEnd);
        return alive.size();
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(_ -> {
                    process.destroyForcibly();
                    return process.onExit().join();
                })
                .join();
    }

    private List<String> read() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<ProcessHandle> find(String line) {
        var words = line.split(" ");
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process -> startOf(process).toString().equals(words[1]));
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
