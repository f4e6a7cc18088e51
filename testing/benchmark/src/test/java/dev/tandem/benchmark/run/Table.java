package dev.tandem.benchmark.run;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.SequencedCollection;
import java.util.SequencedSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of a measure in Markdown: medians, and the range over the rounds. */
public final class Table {

    private final Samples samples;
    private final String measure;

    public Table(Samples samples, String measure) {
        this.samples = samples;
        this.measure = measure;
    }

    /** All figures of the measure; empty if there is no sample of it. */
    public String markdown(String title) {
        return markdown(title, figures());
    }

    /** Only these figures of the measure. */
    public String markdown(String title, SequencedCollection<String> figures) {
        if (figures().isEmpty()) {
            return "";
        }
        var header = Stream.concat(Stream.of(""), figures.stream()).collect(cells());
        var rows = samples.of(measure).stream()
                .map(Sample::contestant)
                .distinct()
                .map(contestant -> row(contestant, figures))
                .collect(Collectors.joining("\n"));
        return "\n## %s\n\n%s\n%s\n%s\n".formatted(title, header, "|---".repeat(figures.size() + 1) + "|", rows);
    }

    /** All figures of the measure, in the sequence in which the samples have them. */
    public SequencedSet<String> figures() {
        return samples.of(measure).stream()
                .flatMap(sample -> sample.figures().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String row(String contestant, SequencedCollection<String> figures) {
        return Stream.concat(
                        Stream.of(contestant),
                        figures.stream().map(figure -> cell(samples.values(measure, contestant, figure))))
                .collect(cells());
    }

    private static Collector<CharSequence, ?, String> cells() {
        return Collectors.joining(" | ", "| ", " |");
    }

    /** The median of values, and their range if they differ; empty if there is none. */
    public static String cell(double... values) {
        var median = Samples.median(values);
        if (median.isEmpty()) {
            return "";
        }
        var text = number(median.getAsDouble());
        var lowest = number(Arrays.stream(values).min().orElseThrow());
        var highest = number(Arrays.stream(values).max().orElseThrow());
        return lowest.equals(highest) ? text : text + " (" + lowest + "–" + highest + ")";
    }

    /** A number with about three digits. */
    public static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
