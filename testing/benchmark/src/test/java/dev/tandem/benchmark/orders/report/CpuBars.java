package dev.tandem.benchmark.orders.report;

import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.orders.report.Svg.Anchor;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.benchmark.run.Table;
import java.util.List;

/** The CPU time of an order as a bar for each contestant, with a colour for each process. */
final class CpuBars {

    /** With this many customers, a machine with two cores is busy and no queue is long. */
    private static final int CUSTOMERS = 8;

    private final Samples samples;
    private final List<String> contestants;
    private final String measure;

    CpuBars(Samples samples, List<String> contestants) {
        this.samples = samples;
        this.contestants = contestants;
        this.measure = samples.all().stream()
                .map(sample -> sample.measure())
                .filter(Measure::isSync)
                .reduce((last, next) -> last.equals(Measure.sync(CUSTOMERS)) ? last : next)
                .orElse("");
    }

    void draw(Svg svg, double x, double y, double width, double height) {
        svg.title(x, y - 20, "CPU ms of an order by process, " + measure);
        var highest = contestants.stream().mapToDouble(this::total).max().orElse(0);
        if (highest == 0) {
            return;
        }
        var scale = Scale.linear(highest, y + height, y);
        for (var tick : scale.ticks()) {
            svg.grid(x, scale.at(tick), x + width, scale.at(tick));
            svg.text(x - 6, scale.at(tick) + 4, Anchor.end, Table.number(tick));
        }
        var step = width / contestants.size();
        for (var i = 0; i < contestants.size(); i++) {
            drawBar(svg, contestants.get(i), x + step * (i + 0.2), step * 0.6, scale);
            svg.text(x + step * (i + 0.5), y + height + 16, Anchor.middle, contestants.get(i));
        }
        drawLegend(svg, x + width + 16, y);
    }

    private void drawBar(Svg svg, String contestant, double x, double width, Scale scale) {
        var below = 0.0;
        for (var i = 0; i < processes().size(); i++) {
            var millis = cpu(contestant, processes().get(i));
            var top = scale.at(below + millis);
            svg.bar(x, top, width, scale.at(below) - top, Svg.colour(i));
            below += millis;
        }
        svg.text(x + width / 2, scale.at(below) - 5, Anchor.middle, Table.number(below));
    }

    private void drawLegend(Svg svg, double x, double y) {
        for (var i = 0; i < processes().size(); i++) {
            svg.bar(x, y + 18 * i, 12, 12, Svg.colour(i));
            svg.text(
                    x + 18,
                    y + 10 + 18 * i,
                    Anchor.start,
                    processes().get(i).substring(Meter.cpuOf("").length()));
        }
    }

    private List<String> processes() {
        return samples.of(measure).stream()
                .flatMap(sample -> sample.figures().keySet().stream())
                .filter(figure -> figure.startsWith(Meter.cpuOf("")) && !figure.equals(Meter.GENERATOR))
                .distinct()
                .toList();
    }

    private double total(String contestant) {
        return processes().stream()
                .mapToDouble(process -> cpu(contestant, process))
                .sum();
    }

    private double cpu(String contestant, String process) {
        return Samples.median(samples.values(measure, contestant, process)).orElse(0);
    }
}
