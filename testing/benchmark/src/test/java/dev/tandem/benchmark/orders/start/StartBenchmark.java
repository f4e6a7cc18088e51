package dev.tandem.benchmark.orders.start;

import dev.tandem.benchmark.orders.load.Load;
import dev.tandem.benchmark.orders.system.Checkout;
import dev.tandem.benchmark.run.Machine;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Results;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.benchmark.run.Table;
import dev.tandem.local.server.Folders;
import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures how the system starts with other options of its JVMs, round by round, and writes the results. */
public final class StartBenchmark {

    static final String MEASURE = "start";

    private static final String DEFAULTS = """
            rounds           3
            variants         c1,c1-uncached,tiered,tiered-unprofiled,tiered-uncached,c2,c1-128m,c1-512m,c1-compact,c1-parallel,c1-g1,tiered-g1,tiered-zgc
            rate             5
            minute           60
            warm-up          60
            customers        8
            seconds          15
            results          testing/benchmark/results
            """;

    private static final String SMOKE = """
            rounds           1
            variants         c1-uncached
            rate             2
            minute           2
            warm-up          1
            customers        2
            seconds          1
            """;

    private final Options options;
    private final Samples samples = new Samples();
    private final Map<String, String> conditions = Machine.conditions();

    StartBenchmark(String... arguments) {
        options = Options.parse(DEFAULTS, SMOKE, arguments);
    }

    static void main(String[] arguments) throws Exception {
        var benchmark = new StartBenchmark(arguments);
        benchmark.run();
        System.out.println(benchmark.write("./tandem bench start " + String.join(" ", arguments)));
        System.exit(0);
    }

    /** Prepares all variants, then starts each of them once in every round. */
    Samples run() throws Exception {
        var checkout = Checkout.present();
        var usual = StackSettings.of(checkout.folder(), Map.of()).tuning().javaOptions();
        var variants = Variant.named(options.list("variants"), usual);
        conditions.put("commit", checkout.commit());
        variants.forEach(variant -> conditions.put(variant.name(), variant.description()));
        var folder = Files.createTempDirectory("tandem-start-");
        try {
            measure(prepare(variants, checkout.folder(), folder));
        } finally {
            Folders.delete(folder);
        }
        return samples;
    }

    private List<Installation> prepare(List<Variant> variants, Path project, Path folder) throws Exception {
        var installations = new ArrayList<Installation>();
        for (var variant : variants) {
            say("preparing " + variant.name());
            installations.add(Installation.prepare(variant, project, folder.resolve(variant.name())));
        }
        return installations;
    }

    private void measure(List<Installation> installations) throws Exception {
        var trial = new StartTrial(
                new Load.Open(options.number("rate"), seconds("minute")),
                seconds("warm-up"),
                new Load.Closed(options.number("customers"), seconds("seconds"), false));
        for (var round = 1; round <= options.number("rounds"); round++) {
            for (var installation : installations) {
                say("round " + round + ": " + installation.name());
                samples.add(new Sample(MEASURE, installation.name(), round, trial.measure(installation)));
            }
        }
    }

    private static void say(String text) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + text);
    }

    private Duration seconds(String option) {
        return Duration.ofSeconds(options.number(option));
    }

    /** Writes the samples as JSON and the report as Markdown, and returns the report. */
    String write(String command) throws IOException {
        Results.close(conditions, command);
        var page = new StringBuilder("# Starts, measured\n\n| | |\n|---|---|\n");
        conditions.forEach((name, value) -> page.append("| %s | %s |%n".formatted(name, value)));
        page.append("\nMedians of all rounds, with the lowest and the highest in brackets.\n")
                .append(new Table(samples, MEASURE).markdown("Second starts"));
        var results = new Results(options);
        results.write("md", page.toString());
        results.writeJson(conditions, options, samples);
        return page.toString();
    }
}
