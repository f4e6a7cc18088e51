package dev.tandem.benchmark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** All samples, and their statistics over the rounds. */
public final class Samples {

    private final List<Sample> all = new ArrayList<>();

    public void add(Sample sample) {
        all.add(sample);
    }

    public List<Sample> all() {
        return List.copyOf(all);
    }

    public List<Sample> of(String measure) {
        return all.stream().filter(sample -> sample.measure().equals(measure)).toList();
    }

    /** The values of a figure, one for each round in which it was measured. */
    public double[] values(String measure, String contestant, String figure) {
        return of(measure).stream()
                .filter(sample -> sample.contestant().equals(contestant))
                .map(sample -> sample.figures().get(figure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** The figure of a contestant divided by that of another, one ratio for each round. */
    public double[] ratios(String measure, String figure, String contestant, String other) {
        return of(measure).stream()
                .filter(sample -> sample.contestant().equals(contestant))
                .flatMapToDouble(sample -> of(measure).stream()
                        .filter(reference -> reference.round() == sample.round()
                                && reference.contestant().equals(other))
                        .flatMapToDouble(reference -> ratio(sample.figures(), reference.figures(), figure)))
                .toArray();
    }

    private static DoubleStream ratio(Map<String, Double> figures, Map<String, Double> reference, String figure) {
        var dividend = figures.get(figure);
        var divisor = reference.get(figure);
        return dividend == null || divisor == null ? DoubleStream.empty() : DoubleStream.of(dividend / divisor);
    }

    public static OptionalDouble median(double... values) {
        var sorted = DoubleStream.of(values).sorted().toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        var middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
