package dev.tandem.benchmark;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as a page of Markdown: medians, and the range over the rounds. */
final class Report {

    private static final Map<String, String> TITLES = new TreeMap<>(Map.of(
            Drain.NAME, "Backlog",
            Growth.NAME, "Backlogs of different sizes",
            LiveLatency.NAME, "Live latency from the end of the commit to the receiver",
            WriterCost.NAME, "Eight writers",
            Kill.NAME, "One of two relays killed"));

    private final Samples samples;
    private final Map<String, String> conditions;

    Report(Samples samples, Map<String, String> conditions) {
        this.samples = samples;
        this.conditions = conditions;
    }

    String markdown() {
        var page = new StringBuilder("# Outbox relays, measured\n\n| | |\n|---|---|\n");
        conditions.forEach((name, value) -> page.append("| %s | %s |%n".formatted(name, value)));
        page.append("\nMedians of all rounds, with the lowest and the highest in brackets.\n");
        page.append(
                "\n## Targets\n\nA ratio is the median of the ratios of all rounds. A bound holds in each trial.\n\n");
        page.append("| measure | target | measured | |\n|---|---|---|---|\n");
        Target.ALL.forEach(target -> page.append(target.row(samples)).append('\n'));
        TITLES.forEach((measure, title) -> page.append(table(measure, title)));
        return page.toString();
    }

    private String table(String measure, String title) {
        var figures = figures(measure);
        if (figures.isEmpty()) {
            return "";
        }
        var header = Stream.concat(Stream.of(""), figures.stream()).collect(cells());
        var rows = samples.of(measure).stream()
                .map(Sample::contestant)
                .distinct()
                .map(contestant -> row(measure, contestant, figures))
                .collect(Collectors.joining("\n"));
        return "\n## %s\n\n%s\n%s\n%s\n".formatted(title, header, "|---".repeat(figures.size() + 1) + "|", rows);
    }

    private SequencedSet<String> figures(String measure) {
        return samples.of(measure).stream()
                .flatMap(sample -> sample.figures().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String row(String measure, String contestant, SequencedSet<String> figures) {
        return Stream.concat(
                        Stream.of(contestant),
                        figures.stream().map(figure -> cell(samples.values(measure, contestant, figure))))
                .collect(cells());
    }

    private static Collector<CharSequence, ?, String> cells() {
        return Collectors.joining(" | ", "| ", " |");
    }

    private static String cell(double[] values) {
        var median = Samples.median(values);
        if (median.isEmpty()) {
            return "";
        }
        var text = number(median.getAsDouble());
        var lowest = number(Arrays.stream(values).min().orElseThrow());
        var highest = number(Arrays.stream(values).max().orElseThrow());
        return lowest.equals(highest) ? text : text + " (" + lowest + "–" + highest + ")";
    }

    static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
