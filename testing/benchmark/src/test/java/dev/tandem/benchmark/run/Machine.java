package dev.tandem.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The machine of a run, and its Java. */
public final class Machine {

    private Machine() {}

    /** A new map, to which the caller may add more conditions. */
    public static SequencedMap<String, String> conditions() {
        var conditions = new LinkedHashMap<String, String>();
        conditions.put("machine", Runtime.getRuntime().availableProcessors() + " cores, " + processor());
        conditions.put("Java", System.getProperty("java.vendor") + " " + Runtime.version());
        return conditions;
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException unknown) {
            return System.getProperty("os.name") + " " + System.getProperty("os.arch");
        }
    }
}
