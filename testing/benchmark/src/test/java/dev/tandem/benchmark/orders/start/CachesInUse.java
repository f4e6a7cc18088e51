package dev.tandem.benchmark.orders.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Whether JVMs really run with their start-up caches: a JVM that refuses its cache starts without it. */
final class CachesInUse {

    private static final String CACHE = "/start-up.aot";

    private CachesInUse() {}

    /** How many of these processes have mapped a start-up cache into their memory; NaN on systems that do not tell. */
    static double count(Collection<Long> processes) {
        if (!Files.exists(Path.of("/proc/self/maps"))) {
            return Double.NaN;
        }
        return processes.stream().filter(CachesInUse::hasMapped).count();
    }

    private static boolean hasMapped(long pid) {
        try (var lines = Files.lines(Path.of("/proc", "" + pid, "maps"))) {
            return lines.anyMatch(line -> line.endsWith(CACHE));
        } catch (IOException ended) {
            return false;
        }
    }
}
