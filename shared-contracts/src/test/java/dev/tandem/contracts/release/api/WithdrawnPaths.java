package dev.tandem.contracts.release.api;

import java.util.Map;

/** The paths that have left a released API all the same, because no client was built against them. */
final class WithdrawnPaths {

    /** By service: the beginning of its withdrawn paths. The simulated provider became a part that can be left out. */
    private static final Map<String, String> PATHS = Map.of("payment-service", "/simulated-provider/");

    private WithdrawnPaths() {}

    /** Whether the operation, such as {@code GET /parcels}, may be missing. */
    static boolean include(String service, String operation) {
        var path = operation.substring(operation.indexOf(' ') + 1);
        return PATHS.containsKey(service) && path.startsWith(PATHS.get(service));
    }
}
