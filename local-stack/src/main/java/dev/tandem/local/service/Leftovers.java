package dev.tandem.local.service;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processes of a launcher that was killed before it could end them. This class recognises these processes by their
 * command lines. A list of processes would not contain those that the launcher was starting when it was killed.
 */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A killed process is gone within milliseconds, unless it waits for a disk. */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);

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

    /**
     * Kills them and all that they have started, and returns when they are gone. A thread that hangs may start one more
     * meanwhile; it is killed, too.
     */
    public void kill() {
        var end = System.nanoTime() + KILL_PATIENCE.toNanos();
        for (var left = left(Set.of()); !left.isEmpty() && System.nanoTime() < end; left = left(left)) {
            left.forEach(ProcessHandle::destroyForcibly);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those of the found processes that still run, and the marked ones with all that they have started. */
    private Set<ProcessHandle> left(Set<ProcessHandle> found) {
        var marked = find().stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
        return Stream.concat(found.stream(), marked).filter(Leftovers::runs).collect(Collectors.toSet());
    }

    /** A process that has ended and whose parent has not noticed has no program. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::isMarked).toList();
    }

    private boolean isMarked(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Stream::of).anyMatch(marks::contains);
    }
}
