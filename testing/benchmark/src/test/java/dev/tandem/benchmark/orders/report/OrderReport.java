package dev.tandem.benchmark.orders.report;

import static dev.tandem.benchmark.orders.system.Contestants.FLOOR;

import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.benchmark.run.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The results as a page of Markdown: the ratios to the floor, then the medians of all figures. */
public final class OrderReport {

    private static final List<String> SPEED = List.of(
            "orders/s",
            "complete/s",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "answered 202, %",
            "refused",
            Meter.CPU,
            Meter.GENERATOR);

    private static final List<String> COMPARED = List.of(Meter.CPU, "complete/s", "p50 ms", "p99 ms");

    private final Samples samples;
    private final Map<String, String> conditions;

    public OrderReport(Samples samples, Map<String, String> conditions) {
        this.samples = samples;
        this.conditions = conditions;
    }

    public String markdown() {
        var page = new StringBuilder("# Orders, measured\n\n| | |\n|---|---|\n");
        conditions.forEach((name, value) -> page.append("| %s | %s |%n".formatted(name, value)));
        page.append(
                "\nMedians of all rounds, with the lowest and the highest in brackets. CPU, rows and bytes are those of one"
                        + " order.\n");
        page.append("\n## Relative to the floor\n\nA ratio is the median of the ratios of all rounds.\n\n| | ")
                .append(String.join(" | ", COMPARED))
                .append(" |\n|---|---|---|---|---|\n");
        measures().filter(Measure::isSync).forEach(measure -> page.append(ratios(measure)));
        measures().forEach(measure -> page.append(speed(measure)));
        measures().filter(Measure::isSync).forEach(measure -> page.append(cost(measure)));
        return page.toString();
    }

    private Stream<String> measures() {
        return samples.all().stream().map(Sample::measure).distinct();
    }

    private String ratios(String measure) {
        var rows = new StringBuilder();
        samples.of(measure).stream()
                .map(Sample::contestant)
                .distinct()
                .filter(Predicate.not(FLOOR::equals))
                .forEach(contestant -> rows.append("| %s, %s |".formatted(contestant, measure))
                        .append(ratios(measure, contestant))
                        .append('\n'));
        return rows.toString();
    }

    private String ratios(String measure, String contestant) {
        var cells = new StringBuilder();
        for (var figure : COMPARED) {
            cells.append(" %s |".formatted(Table.cell(samples.ratios(measure, figure, contestant, FLOOR))));
        }
        return cells.toString();
    }

    private String speed(String measure) {
        return new Table(samples, measure).markdown(Measure.title(measure), SPEED);
    }

    private String cost(String measure) {
        var table = new Table(samples, measure);
        var costs = table.figures().stream().filter(Predicate.not(SPEED::contains));
        return table.markdown("The cost of an order: " + measure, costs.toList());
    }
}
