package dev.tandem.benchmark.orders.report;

import static dev.tandem.benchmark.orders.system.Contestants.NAIVE;
import static dev.tandem.benchmark.orders.system.Contestants.SYSTEM;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import dev.tandem.benchmark.run.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The results as a page of Markdown: ratios, then the medians of all figures. */
public final class OrderReport {

    private static final List<String> SPEED = List.of(
            "orders/s",
            "complete/s",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "answered 202, %",
            "refused",
            "lost",
            Meter.CPU,
            Meter.GENERATOR);

    private static final List<String> COMPARED = List.of(Meter.CPU, "complete/s", "p50 ms", "p99 ms");

    /** All others, the floor and other commits, are what these are compared with. */
    private static final Set<String> UNCOMPARED = Set.of(SYSTEM, NAIVE);

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
                "\nMedians of all rounds, with the lowest and the highest in brackets. A ratio is the median of the ratios"
                        + " of all rounds. CPU, rows and bytes are those of one order.\n");
        contestants().filter(Predicate.not(UNCOMPARED::contains)).forEach(other -> page.append(relativeTo(other)));
        measures().filter(Predicate.not(Measure.STATEMENTS::equals)).forEach(measure -> page.append(speed(measure)));
        measures().filter(Measure::isSync).forEach(measure -> page.append(cost(measure)));
        return page.append(statements()).toString();
    }

    private Stream<String> measures() {
        return samples.all().stream().map(Sample::measure).distinct();
    }

    private Stream<String> contestants() {
        return samples.all().stream().map(Sample::contestant).distinct();
    }

    private String relativeTo(String other) {
        var rows = measures()
                .filter(Measure::isSync)
                .flatMap(measure -> contestants()
                        .filter(Predicate.not(other::equals))
                        .map(contestant ->
                                "| %s, %s | %s |".formatted(contestant, measure, ratios(measure, contestant, other))))
                .collect(joining("\n"));
        return "\n## Relative to %s\n\n| | %s |\n%s\n%s\n"
                .formatted(other, String.join(" | ", COMPARED), "|---".repeat(COMPARED.size() + 1) + "|", rows);
    }

    private String ratios(String measure, String contestant, String other) {
        return COMPARED.stream()
                .map(figure -> Table.cell(samples.ratios(measure, figure, contestant, other)))
                .collect(joining(" | "));
    }

    private String speed(String measure) {
        return new Table(samples, measure).markdown(Measure.title(measure), SPEED);
    }

    private String statements() {
        return new Table(samples, Measure.STATEMENTS)
                .markdown(
                        "Statements of an order, without those that begin and end transactions",
                        List.of(Meter.STATEMENTS));
    }

    private String cost(String measure) {
        var table = new Table(samples, measure);
        var costs = table.figures().stream()
                .filter(Predicate.not(SPEED::contains))
                .collect(partitioningBy(figure -> figure.startsWith(Meter.cpuOf(""))));
        return table.markdown("The CPU time of an order: " + measure, requireNonNull(costs.get(true)))
                + table.markdown("Other costs of an order: " + measure, requireNonNull(costs.get(false)));
    }
}
