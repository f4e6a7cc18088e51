package dev.tandem.contracts.release.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Finds incompatibilities between a client that was built against a released HTTP API and the present service: a
 * request that was valid must still be valid, and a present answer must be readable by a client that knows only the
 * released ones.
 */
public final class ApiCompatibility {

    private final FrozenApi frozen;
    private final OpenApi then;
    private final OpenApi now;
    private final List<String> breaks = new ArrayList<>();

    private ApiCompatibility(FrozenApi frozen, JsonNode present) {
        this.frozen = frozen;
        this.then = new OpenApi(frozen.document());
        this.now = new OpenApi(present);
    }

    /** The breaks, each with its remedy; empty if there are none. */
    public static List<String> breaks(Collection<FrozenApi> released, Map<String, JsonNode> present) {
        return released.stream()
                .flatMap(frozen -> new ApiCompatibility(
                                frozen, present.getOrDefault(frozen.service(), MissingNode.getInstance()))
                        .operations().stream())
                .toList();
    }

    private List<String> operations() {
        then.operations().forEach((name, operation) -> {
            var successor = now.operations().get(name);
            if (successor != null) {
                new ApiOperation(then, now, (what, instead) -> breaks(name, what, instead))
                        .compare(operation, successor);
            } else if (!WithdrawnPaths.include(frozen.service(), name)) {
                breaks(name, "the operation is gone.", "Put it back; one that does it better comes beside it.");
            }
        });
        return breaks;
    }

    private void breaks(String operation, String what, String instead) {
        breaks.add("%s, %s: %s %s See docs/changing-an-api.md.".formatted(frozen, operation, what, instead));
    }
}
