package dev.tandem.benchmark.orders;

import dev.tandem.benchmark.orders.report.OrderReport;
import dev.tandem.benchmark.orders.report.Plot;
import dev.tandem.benchmark.orders.system.Checkout;
import dev.tandem.benchmark.orders.system.Contestants;
import dev.tandem.benchmark.run.Machine;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Results;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.local.server.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures all contestants one after the other, round by round, and writes the results. */
public final class OrderBenchmark {

    private static final String DEFAULTS = """
            rounds           3
            contestants      system,floor,naive
            compare          none
            compiler         c2
            warm-up          60
            customers        1,8,32
            seconds          10
            open             40,60,80,90,100,110,120
            results          testing/benchmark/results
            """;

    private static final String SMOKE = """
            rounds           1
            warm-up          1
            customers        2
            seconds          1
            open             50
            """;

    private static final String NONE = "none";

    private final Options options;
    private final Samples samples = new Samples();
    private final Map<String, String> conditions = Machine.conditions();

    OrderBenchmark(String... arguments) {
        options = Options.parse(DEFAULTS, SMOKE, arguments);
    }

    static void main(String[] arguments) throws Exception {
        var benchmark = new OrderBenchmark(arguments);
        benchmark.run();
        System.out.println(benchmark.write("./tandem bench orders " + String.join(" ", arguments)));
        System.exit(0);
    }

    /** Runs all rounds; in each, every contestant is started anew and gets all loads. */
    Samples run() throws Exception {
        var checkout = Checkout.present();
        var javaOptions = Contestants.javaOptions(options.text("compiler"), checkout.folder());
        conditions.put("commit", checkout.commit());
        conditions.put("options of the JVMs", String.join(" ", javaOptions));
        var folder = Files.createTempDirectory("tandem-orders-");
        try {
            var contestants = new Contestants(folder, checkout, javaOptions);
            for (var round = 1; round <= options.number("rounds"); round++) {
                for (var name : names()) {
                    measure(contestants, name, round);
                }
            }
        } finally {
            Folders.delete(folder);
        }
        return samples;
    }

    private List<String> names() {
        var names = new ArrayList<>(options.list("contestants"));
        if (!options.text("compare").equals(NONE)) {
            names.add(1, options.text("compare"));
        }
        return names;
    }

    private void measure(Contestants contestants, String name, int round) throws Exception {
        try (var contestant = contestants.start(name);
                var trial = new Trial(contestant)) {
            new Programme(options, samples, name, round).run(trial);
        }
    }

    /** Writes the samples as JSON, the report as Markdown and the picture, and returns the report. */
    String write(String command) throws IOException {
        Results.close(conditions, command);
        var report = new OrderReport(samples, conditions).markdown();
        var results = new Results(options);
        results.write("md", report);
        results.write("svg", new Plot(samples).svg());
        results.writeJson(conditions, options, samples);
        return report;
    }
}
