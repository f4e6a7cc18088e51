package dev.tandem.local.service;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Processes of a launcher that was killed before it could end them. They are recognised by their command lines: a list
 * of them would lack those started at the moment of the kill.
 */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> marks;

    /** Expects the arguments with which only processes of this stack are started. */
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
