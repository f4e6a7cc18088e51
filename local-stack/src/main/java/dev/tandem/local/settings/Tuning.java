package dev.tandem.local.settings;

import dev.tandem.local.console.LaunchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the services' JVMs run.
 *
 * @param javaOptions instead of the usual ones
 * @param cachesAfter how long the stack waits, after everything is ready, before it begins to make the start-up caches
 * @param debugPorts the port to which a debugger connects, for each service; the key is the name of the service
 */
public record Tuning(List<String> javaOptions, Duration cachesAfter, Map<String, Integer> debugPorts) {

    /** A port of its own for each service, so that each can be debugged beside the others. */
    private static final Map<String, Integer> DEBUG_PORTS =
            Map.of("order", 5005, "payment", 5006, "inventory", 5007, "notification", 5008);

    /** Only the quick compiler (C1), the serial collector and a small heap: chosen for a fast start, not for load. */
    private static final String USUAL_OPTIONS =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms64m -Xmx256m -XX:+ExitOnOutOfMemoryError";

    /** By then the first order has been placed, and the caches do not compete with it. */
    private static final String TWO_MINUTES = "120";

    static Tuning of(Variables variables) {
        return new Tuning(
                List.of(variables
                        .text("TANDEM_JAVA_OPTIONS", USUAL_OPTIONS)
                        .strip()
                        .split("\\s+")),
                Duration.ofSeconds(variables.seconds("TANDEM_CACHES_AFTER", TWO_MINUTES)),
                debugPorts(variables.text("TANDEM_DEBUG", "")));
    }

    private static Map<String, Integer> debugPorts(String services) {
        var ports = new TreeMap<String, Integer>();
        for (var service : services.isEmpty() ? new String[0] : services.strip().split("\\s*,\\s*")) {
            var port = DEBUG_PORTS.get(service);
            if (port == null) {
                throw new LaunchException("TANDEM_DEBUG=" + services + " names no service: give some of "
                        + String.join(", ", new TreeSet<>(DEBUG_PORTS.keySet())) + ", separated by commas");
            }
            ports.put(service, port);
        }
        return ports;
    }
}
