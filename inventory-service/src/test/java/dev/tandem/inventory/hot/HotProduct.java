package dev.tandem.inventory.hot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures how fast one product can be reserved: combined, in a transaction for each order, as split counters and as
 * rows of units, and a thousand products for comparison. Each round takes all of them, one after the other, and ratios
 * are those of a round.
 */
final class HotProduct {

    private final int rounds;
    private final Duration time;
    private final Map<Way, List<Result>> results = new EnumMap<>(Way.class);

    /**
     * The result of a trial.
     *
     * @param rate reservations a second
     * @param othersP99 the time that a reservation of another product takes, in milliseconds
     */
    record Result(double rate, double othersP99) {}

    HotProduct(int rounds, Duration time) {
        this.rounds = rounds;
        this.time = time;
    }

    /** A way to keep the stock of a product, or the products of the orders. */
    enum Way {
        COMBINED("one product, combined"),
        PLAIN("one product, a transaction for each order"),
        SPREAD("a thousand products"),
        SPLIT("one product, ten counters"),
        UNITS("one product, a row for each piece");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        private Runnable in(ReservationSystem system) {
            return switch (this) {
                case COMBINED -> () -> system.reserveCombined(ReservationSystem.HOT);
                case PLAIN -> () -> system.reservePlain(ReservationSystem.HOT);
                case SPREAD -> () -> system.reserveCombined(ReservationSystem.other(below(ReservationSystem.OTHERS)));
                case SPLIT -> () -> system.reservePlain(ReservationSystem.part(below(ReservationSystem.PARTS)));
                case UNITS -> system::reserveUnit;
            };
        }

        /** A product that has nothing to do with the load, in the same instance. */
        private Runnable otherIn(ReservationSystem system) {
            return switch (this) {
                case COMBINED, SPREAD ->
                    () -> system.reserveCombined(ReservationSystem.other(below(ReservationSystem.OTHERS)));
                case PLAIN, SPLIT, UNITS ->
                    () -> system.reservePlain(ReservationSystem.other(below(ReservationSystem.OTHERS)));
            };
        }

        private static int below(int limit) {
            return ThreadLocalRandom.current().nextInt(limit);
        }
    }

    void run() {
        try (var system = new ReservationSystem()) {
            for (var round = 0; round <= rounds; round++) { // the first one warms everything up, and does not count
                for (var way : Way.values()) {
                    var result = measure(way, system);
                    if (round > 0) {
                        results.computeIfAbsent(way, _ -> new ArrayList<>()).add(result);
                    }
                }
            }
        }
    }

    private Result measure(Way way, ReservationSystem system) {
        system.reset();
        var rate = load().rate(way.in(system));
        system.reset();
        return new Result(rate, load().othersP99(way.in(system), way.otherIn(system)));
    }

    private Load load() {
        return new Load(time.dividedBy(4), time);
    }

    Map<Way, List<Result>> results() {
        return results;
    }

    String table() {
        return Arrays.stream(Way.values()).map(this::row).collect(Collectors.joining("\n", """
                        | | reservations/s | relative to combined | p99 of others, ms | relative to a thousand |
                        | --- | --- | --- | --- | --- |
                        """, "\n"));
    }

    private String row(Way way) {
        var own = results(way);
        var rates = own.stream().map(Result::rate).toList();
        var p99 = own.stream().map(Result::othersP99).toList();
        var relative =
                ratios(rates, results(Way.COMBINED).stream().map(Result::rate).toList());
        var relativeP99 =
                ratios(p99, results(Way.SPREAD).stream().map(Result::othersP99).toList());
        return String.format(
                Locale.ROOT,
                "| %s | %.0f (%.0f–%.0f) | %.2f | %.1f | %.2f |",
                way.label,
                median(rates),
                rates.stream().min(Double::compare).orElseThrow(),
                rates.stream().max(Double::compare).orElseThrow(),
                median(relative),
                median(p99),
                median(relativeP99));
    }

    private List<Result> results(Way way) {
        return results.getOrDefault(way, List.of());
    }

    private static List<Double> ratios(List<Double> values, List<Double> references) {
        return IntStream.range(0, values.size())
                .mapToObj(round -> values.get(round) / references.get(round))
                .toList();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
