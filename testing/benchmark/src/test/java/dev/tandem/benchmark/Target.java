package dev.tandem.benchmark;

import static dev.tandem.benchmark.run.Samples.median;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.benchmark.run.Table;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A target for our relay.
 *
 * @param text the name of the target
 * @param value the measured value; empty if it was not measured
 * @param bound the number that the value is compared with
 * @param isAtLeast whether the bound is the lowest allowed value; otherwise it is the highest
 */
record Target(String text, Function<Samples, OptionalDouble> value, double bound, boolean isAtLeast) {

    private static final String LEDGER = Contestant.LEDGER.label();
    private static final String DEBEZIUM = Contestant.DEBEZIUM.label();

    static final List<Target> ALL = List.of(
            atLeast(0.5, "drain, relative to the raw producer", drain(Contestant.PRODUCER.label())),
            atLeast(4, "drain, relative to Debezium", drain(DEBEZIUM)),
            atLeast(1, "drain of the largest backlog, relative to 200,000", Target::growth),
            atMost(99, "dead rows after a drain, at most", worst(Growth.NAME, "dead rows")),
            atMost(2, "partitions left after a drain, at most", worst(Growth.NAME, "partitions left")),
            atMost(1, "live p50, relative to the faster Debezium", live("p50 ms")),
            atMost(1, "live p99, relative to the faster Debezium", live("p99 ms")),
            atLeast(0.8, "commits/s with the relay, relative to the row alone", Target::writers),
            atMost(0, "lost or reordered in any trial", Target::lostOrReordered),
            atMost(15_000, "duplicates after a kill, at most", worst(Kill.NAME, "duplicates")),
            atMost(2, "seconds from a kill until publishing resumes, at most", worst(Kill.NAME, Kill.RESUMED)));

    private static Target atLeast(double bound, String text, Function<Samples, OptionalDouble> value) {
        return new Target(text, value, bound, true);
    }

    private static Target atMost(double bound, String text, Function<Samples, OptionalDouble> value) {
        return new Target(text, value, bound, false);
    }

    private static Function<Samples, OptionalDouble> drain(String other) {
        return samples -> median(samples.ratios(Drain.NAME, Drain.RATE, LEDGER, other));
    }

    private static Function<Samples, OptionalDouble> live(String figure) {
        return samples -> Stream.of(DEBEZIUM, Contestant.DEBEZIUM_1MS.label())
                .map(other -> median(samples.ratios(LiveLatency.NAME, figure, LEDGER, other)))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    private static OptionalDouble growth(Samples samples) {
        return samples.of(Growth.NAME).stream()
                .map(Sample::contestant)
                .reduce((_, last) -> last)
                .map(largest -> median(samples.ratios(Growth.NAME, Drain.RATE, largest, "200000")))
                .orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble writers(Samples samples) {
        return median(samples.ratios(WriterCost.NAME, WriterCost.RATE, LEDGER, WriterCost.WITHOUT_RELAY));
    }

    /** The worst value in all trials. */
    private static Function<Samples, OptionalDouble> worst(String measure, String figure) {
        return samples -> samples.of(measure).stream()
                .filter(sample ->
                        measure.equals(Growth.NAME) || sample.contestant().equals(LEDGER))
                .flatMap(sample -> Stream.ofNullable(sample.figures().get(figure)))
                .mapToDouble(Double::doubleValue)
                .max();
    }

    private static OptionalDouble lostOrReordered(Samples samples) {
        return samples.all().stream()
                .filter(sample ->
                        sample.contestant().equals(LEDGER) || sample.measure().equals(Growth.NAME))
                .mapToDouble(sample -> sample.figures().getOrDefault("lost", 0.0)
                        + sample.figures().getOrDefault("reordered", 0.0))
                .max();
    }

    /** A row of a Markdown table. */
    String row(Samples samples) {
        var measured = value.apply(samples);
        if (measured.isEmpty()) {
            return "| %s | %s | not measured | |".formatted(text, expected());
        }
        var isMet = isAtLeast ? measured.getAsDouble() >= bound : measured.getAsDouble() <= bound;
        return "| %s | %s | %s | %s |"
                .formatted(text, expected(), Table.number(measured.getAsDouble()), isMet ? "met" : "**not met**");
    }

    private String expected() {
        return String.format(Locale.ROOT, "%s %s", isAtLeast ? "≥" : "≤", Table.number(bound));
    }
}
