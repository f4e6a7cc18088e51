package dev.tandem.benchmark.run;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a run. Defaults are lines of text, each with a name and a value. */
public final class Options {

    private final String defaults;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Options(String defaults) {
        this.defaults = defaults;
        set(defaults);
    }

    /**
     * Parses options of the form {@code --name value}; {@code --smoke} makes everything small.
     *
     * @throws IllegalArgumentException for an unknown option, with a list of all options
     */
    public static Options parse(String defaults, String smoke, String... arguments) {
        var options = new Options(defaults);
        for (var i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--smoke")) {
                options.set(smoke);
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
                            + defaults.indent(2) + "  --smoke          makes everything small");
        }
    }

    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    public String text(String name) {
        return requireNonNull(values.get(name), name);
    }

    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    public List<String> list(String name) {
        return Arrays.asList(text(name).split(","));
    }

    public List<Integer> numbers(String name) {
        return list(name).stream().map(Integer::valueOf).toList();
    }
}
