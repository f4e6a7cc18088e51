package dev.tandem.benchmark.orders.system;

import dev.tandem.benchmark.orders.floor.FloorProcess;
import dev.tandem.benchmark.orders.naive.NaiveProcess;
import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts contestants by their names. Each has a folder of its own below one folder. */
public final class Contestants {

    public static final String SYSTEM = "system";
    public static final String FLOOR = "floor";
    public static final String NAIVE = "naive";

    private final Path folder;
    private final Checkout checkout;
    private final List<String> javaOptions;

    public Contestants(Path folder, Checkout checkout, List<String> javaOptions) {
        this.folder = folder;
        this.checkout = checkout;
        this.javaOptions = javaOptions;
    }

    /** Starts the floor, the naive order, this commit's system or, for any other name, the system of that commit. */
    public Contestant start(String name) throws Exception {
        return isSystem(name) ? new TandemSystem(launch(name)) : bare(name);
    }

    private BareSystem bare(String name, String... servers) throws IOException {
        return name.equals(FLOOR)
                ? new BareSystem(name, FloorProcess.class, false, home(name), javaOptions, servers)
                : new BareSystem(name, NaiveProcess.class, true, home(name), javaOptions, servers);
    }

    /** Starts a contestant whose PostgreSQL server counts statements. That costs CPU time. */
    public Contestant startCountingStatements(String name) throws Exception {
        if (!isSystem(name)) {
            return bare(name, ServersProcess.COUNTING);
        }
        var launch = launch(name);
        try (var first = new TandemSystem(launch)) {
            first.countStatements();
        }
        return new TandemSystem(launch.again());
    }

    /** Whether it is the system of a commit, in contrast to the contestants that give the figures a scale. */
    public static boolean isSystem(String name) {
        return !name.equals(FLOOR) && !name.equals(NAIVE);
    }

    private Launch launch(String name) {
        return Launch.fresh(name.equals(SYSTEM) ? checkout : checkout.at(name), home(name), javaOptions);
    }

    private Path home(String name) {
        return folder.resolve(name.replaceAll("\\W", "-"));
    }

    /** The options of the services' JVMs in the launcher; with {@code c2}, the optimising compiler is not turned off. */
    public static List<String> javaOptions(String compiler, Path folder) {
        var usual = StackSettings.of(folder, Map.of()).tuning().javaOptions();
        return switch (compiler) {
            case "c1" -> usual;
            case "c2" ->
                usual.stream()
                        .filter(option -> !option.startsWith("-XX:TieredStopAtLevel"))
                        .toList();
            default -> throw new IllegalArgumentException("no compiler " + compiler + ": choose c1 or c2");
        };
    }
}
