package dev.tandem.benchmark;

import dev.tandem.benchmark.infrastructure.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Measures all contestants one after the other, round by round, and writes the results. */
public final class Benchmark {

    private final Options options;
    private final Samples samples = new Samples();
    private final Map<String, String> conditions = new LinkedHashMap<>();

    Benchmark(Options options) {
        this.options = options;
    }

    static void main(String[] arguments) throws Exception {
        var benchmark = new Benchmark(Options.parse(arguments));
        benchmark.run();
        System.out.println(benchmark.write("./tandem bench " + String.join(" ", arguments)));
        System.exit(0);
    }

    /** Runs all rounds; each takes every measure once. */
    Samples run() throws Exception {
        try (var servers = new Servers(options.text("shared-buffers"))) {
            conditions.putAll(Conditions.of(servers));
            for (var round = 1; round <= options.number("rounds"); round++) {
                for (var name : options.list("measures")) {
                    System.out.printf("%tT round %d: %s%n", LocalDateTime.now(ZoneId.systemDefault()), round, name);
                    measure(name, servers).takeSamples(round, samples);
                }
            }
        }
        return samples;
    }

    private Measure measure(String name, Servers servers) {
        return switch (name) {
            case Drain.NAME -> new Drain(servers, options);
            case Growth.NAME -> new Growth(servers, options);
            case LiveLatency.NAME -> new LiveLatency(servers, options);
            case WriterCost.NAME -> new WriterCost(servers, options);
            case Kill.NAME -> new Kill(servers, options);
            default -> throw new IllegalArgumentException("no measure " + name);
        };
    }

    /** Writes the samples as JSON and the report as Markdown, and returns the report. */
    String write(String command) throws IOException {
        var folder = Files.createDirectories(Path.of(options.text("results")));
        var name = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        conditions.put("command", "`" + command.strip() + "`");
        conditions.put(
                "finished", "" + LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES));
        var report = new Report(samples, conditions).markdown();
        Files.writeString(folder.resolve(name + ".md"), report);
        Files.writeString(
                folder.resolve(name + ".json"),
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(
                                Map.of("conditions", conditions, "options", options.all(), "samples", samples.all())));
        return report;
    }
}
