package dev.tandem.benchmark;

import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Results;
import dev.tandem.benchmark.run.Samples;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures all contestants one after the other, round by round, and writes the results. */
public final class Benchmark {

    private static final String DEFAULTS = """
            rounds           3
            measures         drain,growth,live,writers,kill
            contestants      producer,ledger,skip-locked,debezium,debezium-1ms,naive
            warm-up          200000
            events           1000000
            naive-events     1000
            growth           50000,200000,1000000,3000000
            rate             1000
            naive-rate       50
            seconds          20
            rest-seconds     6
            writer-seconds   10
            writer-warm-up   10
            kill-events      300000
            shared-buffers   2GB
            results          testing/benchmark/results
            """;

    private static final String SMOKE = """
            rounds           1
            contestants      producer,ledger,debezium
            warm-up          2000
            events           10000
            naive-events     100
            growth           5000
            rate             200
            seconds          1
            rest-seconds     0
            writer-seconds   1
            writer-warm-up   1
            kill-events      60000
            shared-buffers   128MB
            """;

    private final Options options;
    private final Samples samples = new Samples();
    private final Map<String, String> conditions = new LinkedHashMap<>();

    Benchmark(String... arguments) {
        this.options = Options.parse(DEFAULTS, SMOKE, arguments);
    }

    static void main(String[] arguments) throws Exception {
        var benchmark = new Benchmark(arguments);
        benchmark.run();
        System.out.println(benchmark.write("./tandem bench " + String.join(" ", arguments)));
        System.exit(0);
    }

    List<String> measures() {
        return options.list("measures");
    }

    /** Runs all rounds; each takes every measure once. */
    Samples run() throws Exception {
        try (var servers = new Servers(options.text("shared-buffers"))) {
            conditions.putAll(Conditions.of(servers));
            for (var round = 1; round <= options.number("rounds"); round++) {
                for (var name : measures()) {
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
        Results.close(conditions, command);
        var report = new Report(samples, conditions).markdown();
        var results = new Results(options);
        results.write("md", report);
        results.writeJson(conditions, options, samples);
        return report;
    }
}
