package dev.tandem.local.service;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Processes of a launcher that was killed before it could end them. This class recognises these processes by their
 * command lines. A list of processes would not contain those that the launcher was starting when it was killed.
 */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> marks;

    /** Expects the arguments that identify the processes of this stack: no other process is started with them. */
    public Leftovers(Set<String> marks) {
        this.marks = marks;
    }

    /** Ends them, and returns how many there were. */
    public int end() {
        var found = find();
        Processes.end(found, PATIENCE);
        return found.size();
    }

    public void kill() {
        find().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::isMarked).toList();
    }

    private boolean isMarked(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Stream::of).anyMatch(marks::contains);
    }
}
