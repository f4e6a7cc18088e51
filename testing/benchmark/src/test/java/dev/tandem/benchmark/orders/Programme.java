package dev.tandem.benchmark.orders;

import dev.tandem.benchmark.orders.load.Load;
import dev.tandem.benchmark.orders.report.Measure;
import dev.tandem.benchmark.orders.system.Contestants;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;

/** All loads that a contestant gets in a round, from its start on. */
final class Programme {

    /** The customers of the first minute, which also warms the JVMs up. */
    static final int FIRST_CUSTOMERS = 8;

    private static final double SLOW_MILLIS = 1000;
    private static final double KEPT_UP = 0.95;

    private final Options options;
    private final Samples samples;
    private final String contestant;
    private final int round;

    Programme(Options options, Samples samples, String contestant, int round) {
        this.options = options;
        this.samples = samples;
        this.contestant = contestant;
        this.round = round;
    }

    void run(Trial trial) throws Exception {
        measure(trial, Measure.START, new Load.Closed(FIRST_CUSTOMERS, seconds("warm-up"), false));
        var fastest = 0.0;
        for (var customers : options.numbers("customers")) {
            var figures =
                    measure(trial, Measure.sync(customers), new Load.Closed(customers, seconds("seconds"), false));
            fastest = Math.max(fastest, figures.getOrDefault(Trial.COMPLETE, 0.0));
        }
        if (Contestants.isSystem(contestant)) {
            for (var customers : options.numbers("customers")) {
                measure(trial, Measure.async(customers), new Load.Closed(customers, seconds("seconds"), true));
            }
        }
        measureOpen(trial, fastest);
    }

    /** Raises the rate until the contestant does not keep up. */
    private void measureOpen(Trial trial, double fastest) throws Exception {
        for (var percent : options.numbers("open")) {
            var rate = fastest * percent / 100;
            var figures = measure(trial, Measure.open(percent), new Load.Open(rate, seconds("seconds")));
            if (isSaturated(figures, rate)) {
                return;
            }
        }
    }

    /** Whether answers take more than a second, orders are refused, or fewer orders end than begin. */
    static boolean isSaturated(Map<String, Double> figures, double rate) {
        return figures.getOrDefault("p95 ms", 0.0) > SLOW_MILLIS
                || figures.getOrDefault("refused", 0.0) > 0
                || figures.getOrDefault("orders/s", 0.0) < KEPT_UP * rate;
    }

    private Map<String, Double> measure(Trial trial, String measure, Load load) throws Exception {
        System.out.printf(
                "%tT round %d: %s, %s%n", LocalDateTime.now(ZoneId.systemDefault()), round, contestant, measure);
        var figures = trial.measure(load);
        samples.add(new Sample(measure, contestant, round, figures));
        return figures;
    }

    private Duration seconds(String option) {
        return Duration.ofSeconds(options.number(option));
    }
}
