package dev.tandem.benchmark;

import static java.util.Objects.requireNonNull;

import dev.tandem.benchmark.contestant.Contestant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a run: the measures and their sizes. */
final class Options {

    private static final String DEFAULTS = """
            rounds           3
            measures         drain,growth,live,writers,kill
            contestants      producer,ledger,skip-locked,debezium,debezium-1ms,naive
            warm-up          200000
            events           1000000
            naive-events     1000
            growth           50000,200000,1000000,3000000
            rate             1000
            naive-rate       50
            seconds          20
            rest-seconds     6
            writer-seconds   10
            writer-warm-up   10
            kill-events      300000
            shared-buffers   2GB
            results          testing/benchmark/results
            """;

    private static final String SMOKE = """
            rounds           1
            contestants      producer,ledger,debezium
            warm-up          2000
            events           10000
            naive-events     100
            growth           5000
            rate             200
            seconds          1
            rest-seconds     0
            writer-seconds   1
            writer-warm-up   1
            kill-events      60000
            shared-buffers   128MB
            """;

    private final Map<String, String> values = new LinkedHashMap<>();

    private Options() {
        set(DEFAULTS);
    }

    /** Parses options of the form {@code --name value}; {@code --smoke} makes everything small. */
    static Options parse(String... arguments) {
        var options = new Options();
        for (var i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--smoke")) {
                options.set(SMOKE);
            } else {
                options.set(arguments[i].replaceFirst("^--", ""), i + 1 < arguments.length ? arguments[++i] : "");
            }
        }
        return options;
    }

    private void set(String table) {
        table.lines().map(line -> line.split(" +")).forEach(option -> values.put(option[0], option[1]));
    }

    private void set(String name, String value) {
        if (values.replace(name, value) == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown option --" + name + " " + value + "; the options and their defaults:\n"
                            + DEFAULTS.indent(2) + "  --smoke          makes everything small");
        }
    }

    Map<String, String> all() {
        return Map.copyOf(values);
    }

    String text(String name) {
        return requireNonNull(values.get(name), name);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    List<String> list(String name) {
        return Arrays.asList(text(name).split(","));
    }

    /** The requested contestants among those that are eligible for a measure. */
    List<Contestant> contestants(Contestant... eligible) {
        return list("contestants").stream()
                .map(Contestant::of)
                .filter(Arrays.asList(eligible)::contains)
                .toList();
    }
}
