package dev.tandem.benchmark.orders.start;

import java.util.List;
import java.util.stream.Stream;

/**
 * One way to run the services' JVMs. A cache also holds the profiles of methods (JEP 515) if its training had the
 * optimising compiler; {@code unprofiled} ignores them.
 *
 * @param options of each JVM
 * @param hasCaches whether the services start with start-up caches, which were made with the same options
 */
record Variant(String name, List<String> options, boolean hasCaches) {

    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** All variants, the one with the usual options of the launcher first. */
    static List<Variant> all(List<String> usual) {
        var tiered = without(usual, QUICK_COMPILER);
        return List.of(
                new Variant("c1", usual, true),
                new Variant("c1-uncached", usual, false),
                new Variant("tiered", tiered, true),
                new Variant(
                        "tiered-unprofiled",
                        with(with(tiered, "-XX:+UnlockDiagnosticVMOptions"), "-XX:-AOTReplayTraining"),
                        true),
                new Variant("tiered-uncached", tiered, false),
                new Variant("c2", with(tiered, "-XX:-TieredCompilation"), true),
                new Variant("c1-128m", with(without(usual, "-Xmx"), "-Xmx128m"), true),
                new Variant("c1-512m", with(without(usual, "-Xmx"), "-Xmx512m"), true),
                new Variant("c1-compact", with(usual, "-XX:+UseCompactObjectHeaders"), true),
                new Variant("c1-parallel", with(without(usual, "-XX:+UseSerialGC"), "-XX:+UseParallelGC"), true),
                new Variant("c1-g1", with(without(usual, "-XX:+UseSerialGC"), "-XX:+UseG1GC"), true),
                new Variant("tiered-g1", with(without(tiered, "-XX:+UseSerialGC"), "-XX:+UseG1GC"), true),
                new Variant("tiered-zgc", with(without(tiered, "-XX:+UseSerialGC"), "-XX:+UseZGC"), true));
    }

    /**
     * The variants of these names.
     *
     * @throws IllegalArgumentException for an unknown name, with a list of all names
     */
    static List<Variant> named(List<String> names, List<String> usual) {
        var all = all(usual);
        return names.stream()
                .map(name -> all.stream()
                        .filter(variant -> variant.name().equals(name))
                        .findAny()
                        .orElseThrow(() -> new IllegalArgumentException("no variant " + name + ": choose some of "
                                + all.stream().map(Variant::name).toList())))
                .toList();
    }

    /** The options, and whether there are caches. */
    String description() {
        return String.join(" ", options) + (hasCaches ? ", with start-up caches" : ", without start-up caches");
    }

    private static List<String> without(List<String> options, String prefix) {
        return options.stream().filter(option -> !option.startsWith(prefix)).toList();
    }

    private static List<String> with(List<String> options, String more) {
        return Stream.concat(options.stream(), Stream.of(more)).toList();
    }
}
