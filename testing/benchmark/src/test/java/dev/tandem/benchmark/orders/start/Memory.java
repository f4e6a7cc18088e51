package dev.tandem.benchmark.orders.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/** The memory of processes, read from {@code /proc}; unknown on systems without it. */
final class Memory {

    private static final String SHARE = "Pss:";

    private Memory() {}

    /**
     * The megabytes of processes with all their children. A page that several processes share counts as a part for each
     * of them (PSS), so the sum counts it once.
     */
    static double megabytes(Collection<Long> processes) {
        return processes.stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .distinct()
                        .mapToDouble(process -> kilobytes(process.pid()))
                        .sum()
                / 1024;
    }

    private static double kilobytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", "" + pid, "smaps_rollup"))) {
            return parse(lines);
        } catch (IOException ended) {
            return Files.exists(Path.of("/proc/self/smaps_rollup")) ? 0 : Double.NaN;
        }
    }

    static double parse(Stream<String> lines) {
        return lines.filter(line -> line.startsWith(SHARE))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .sum();
    }
}
