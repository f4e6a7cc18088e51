package dev.tandem.benchmark.orders.report;

import dev.tandem.benchmark.orders.report.Svg.Anchor;
import dev.tandem.benchmark.orders.report.Svg.Point;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.benchmark.run.Table;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The latency of open loads against their rate: one colour for each contestant, p50 as a line, p95 dashed. */
final class LatencyPlot {

    private final Samples samples;
    private final List<String> contestants;

    LatencyPlot(Samples samples, List<String> contestants) {
        this.samples = samples;
        this.contestants = contestants;
    }

    /** The medians of a contestant at one load. */
    private record Load(double rate, double p50, double p95) {}

    void draw(Svg svg, double x, double y, double width, double height) {
        svg.title(x, y - 20, "Latency (p50, and p95 dashed) against throughput, open load");
        var all = contestants.stream().flatMap(this::loads).toList();
        if (all.isEmpty()) {
            return;
        }
        var rates = Scale.log(lowest(all, Load::rate), highest(all, Load::rate), x, x + width);
        var times = Scale.log(lowest(all, Load::p50), highest(all, Load::p95), y + height, y);
        for (var tick : rates.ticks()) {
            svg.grid(rates.at(tick), y, rates.at(tick), y + height);
            svg.text(rates.at(tick), y + height + 16, Anchor.middle, Table.number(tick));
        }
        for (var tick : times.ticks()) {
            svg.grid(x, times.at(tick), x + width, times.at(tick));
            svg.text(x - 6, times.at(tick) + 4, Anchor.end, Table.number(tick));
        }
        svg.text(x + width, y + height + 34, Anchor.end, "orders/s");
        svg.text(x - 6, y - 14, Anchor.end, "ms");
        for (var i = 0; i < contestants.size(); i++) {
            var loads = loads(contestants.get(i)).toList();
            svg.line(points(loads, rates, times, Load::p95), Svg.ink(i), true);
            svg.line(points(loads, rates, times, Load::p50), Svg.ink(i), false);
            svg.bar(x + 10, y + 10 + 18 * i, 12, 12, Svg.ink(i));
            svg.text(x + 28, y + 20 + 18 * i, Anchor.start, contestants.get(i));
        }
    }

    private Stream<Load> loads(String contestant) {
        return samples.all().stream()
                .map(Sample::measure)
                .distinct()
                .filter(Measure::isOpen)
                .filter(measure -> samples.values(measure, contestant, "p50 ms").length > 0)
                .map(measure -> new Load(
                        median(measure, contestant, "orders/s"),
                        median(measure, contestant, "p50 ms"),
                        median(measure, contestant, "p95 ms")))
                // A short trial may have had no order at all.
                .filter(load -> load.rate() > 0 && load.p50() > 0)
                .sorted(Comparator.comparing(Load::rate));
    }

    private double median(String measure, String contestant, String figure) {
        return Samples.median(samples.values(measure, contestant, figure)).orElseThrow();
    }

    private static List<Point> points(List<Load> loads, Scale rates, Scale times, ToDoubleFunction<Load> time) {
        return loads.stream()
                .map(load -> new Point(rates.at(load.rate()), times.at(time.applyAsDouble(load))))
                .toList();
    }

    private static double lowest(List<Load> loads, ToDoubleFunction<Load> value) {
        return loads.stream().mapToDouble(value).min().orElseThrow();
    }

    private static double highest(List<Load> loads, ToDoubleFunction<Load> value) {
        return loads.stream().mapToDouble(value).max().orElseThrow();
    }
}
