package dev.tandem.benchmark;

import dev.tandem.benchmark.run.Samples;
import dev.tandem.benchmark.run.Table;
import java.util.Map;
import java.util.TreeMap;

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
        TITLES.forEach((measure, title) -> page.append(new Table(samples, measure).markdown(title)));
        return page.toString();
    }
}
