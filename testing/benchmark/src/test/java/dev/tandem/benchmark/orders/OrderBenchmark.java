package dev.tandem.benchmark.orders;

import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.orders.load.Load;
import dev.tandem.benchmark.orders.report.Measure;
import dev.tandem.benchmark.orders.report.OrderReport;
import dev.tandem.benchmark.orders.report.Plot;
import dev.tandem.benchmark.orders.system.Checkout;
import dev.tandem.benchmark.orders.system.Contestants;
import dev.tandem.benchmark.run.Machine;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Results;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.local.server.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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
            statements       10
            results          testing/benchmark/results
            """;

    private static final String SMOKE = """
            rounds           1
            warm-up          1
            customers        2
            seconds          1
            open             50
            statements       0
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
            countStatements(contestants);
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
                var meter = Meter.of(contestant)) {
            new Programme(options, samples, name, round).run(new Trial(contestant, meter));
        }
    }

    /**
     * Counts the statements of each contestant in a trial of its own, so that counting them enters no other figure. The
     * JVMs are warm when counting begins: slow ones would spend more looks at empty tables on an order.
     */
    private void countStatements(Contestants contestants) throws Exception {
        var duration = Duration.ofSeconds(options.number("statements"));
        if (duration.isZero()) {
            return;
        }
        for (var name : names()) {
            try (var contestant = contestants.startCountingStatements(name);
                    var meter = Meter.ofStatements(contestant)) {
                var load = new Load.Closed(Programme.FIRST_CUSTOMERS, duration, false);
                var trial = new Trial(contestant, meter);
                trial.measure(new Load.Closed(
                        Programme.FIRST_CUSTOMERS, Duration.ofSeconds(options.number("warm-up")), false));
                var figures = trial.measure(load);
                figures.keySet().retainAll(List.of(Meter.STATEMENTS));
                samples.add(new Sample(Measure.STATEMENTS, name, 1, figures));
            }
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
