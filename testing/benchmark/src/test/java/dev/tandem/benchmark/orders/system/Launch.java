package dev.tandem.benchmark.orders.system;

import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the launcher of a commit is started.
 *
 * @param settings the commit's folder, the home folder and the ports
 * @param javaOptions of the services' JVMs
 * @param isFresh whether it deletes the data of an earlier start
 * @param cachesAfter how many seconds after it is ready it makes missing start-up caches
 */
public record Launch(StackSettings settings, List<String> javaOptions, boolean isFresh, int cachesAfter) {

    /** Later than the end of any measurement: making them would take CPU from it. */
    public static final int NEVER = 999999;

    /** With empty databases and an empty Kafka, on free ports. */
    static Launch fresh(Checkout checkout, Path home, List<String> javaOptions) {
        return new Launch(StackSettings.onFreePorts(checkout.folder(), home), javaOptions, true, NEVER);
    }

    /** The next start of the same system, with its data. */
    Launch again() {
        return new Launch(settings, javaOptions, false, cachesAfter);
    }

    /** Starts it as {@code ./tandem} does. */
    Process start(Path output) throws IOException {
        var builder = new ProcessBuilder(command());
        var environment = builder.environment();
        settings.ports().forEach(port -> environment.put(port.variable(), "" + port.number()));
        environment.put("TANDEM_HOME", settings.home().toString());
        environment.put("TANDEM_JAVA_OPTIONS", String.join(" ", javaOptions));
        environment.put("TANDEM_CACHES_AFTER", "" + cachesAfter);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private List<String> command() {
        var jars = settings.project().resolve("local-stack/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtandem.project=" + settings.project(),
                "-cp",
                jars.resolve("local-stack.jar") + ":" + jars.resolve("lib") + "/*",
                "dev.tandem.local.Launcher",
                "up"));
        if (isFresh) {
            command.add("--fresh");
        }
        return command;
    }
}
