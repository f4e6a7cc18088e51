package dev.tandem.benchmark.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** The CPU time of processes, read from {@code /proc}; unknown on systems without it. */
public final class Cpu {

    private static final double TICKS_PER_SECOND = 100;

    private Cpu() {}

    /**
     * The seconds of a process and of all its children, including children that have ended. Zero if the process itself
     * has ended; NaN if the system does not tell.
     */
    public static double seconds(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> LongStream.concat(
                                LongStream.of(pid), process.descendants().mapToLong(ProcessHandle::pid))
                        .mapToDouble(Cpu::ownSeconds)
                        .sum())
                .orElse(0.0);
    }

    /** The seconds of a process, and of its children that have ended. */
    public static double ownSeconds(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", "" + pid, "stat")));
        } catch (IOException ended) {
            return Files.exists(Path.of("/proc/self/stat")) ? 0 : Double.NaN;
        }
    }

    /** The name of the process, in brackets, may contain anything; utime, stime, cutime and cstime follow later. */
    static double parse(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return LongStream.rangeClosed(11, 14)
                        .map(i -> Long.parseLong(fields[(int) i]))
                        .sum()
                / TICKS_PER_SECOND;
    }
}
