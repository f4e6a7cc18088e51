package dev.tandem.testing.openapi;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules for every operation: it has a name and a summary, and declares that it can fail with other problems, too.
 */
record Operation(String method, String path, JsonNode json) {

    static Stream<Operation> of(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> new Operation(method.getKey(), path.getKey(), method.getValue())));
    }

    /**
     * Refuses additions to an operation that the service does not have.
     *
     * @throws IllegalStateException if there is one
     */
    static void requireKnown(JsonNode additions, JsonNode document) {
        of(additions)
                .filter(spoken -> !document.path("paths").path(spoken.path).has(spoken.method))
                .findFirst()
                .ifPresent(unknown -> unknown.refuse("the service has no such operation"));
    }

    static ObjectNode complete(ObjectNode document) {
        of(document).forEach(operation -> {
            operation.flaw().ifPresent(operation::refuse);
            ((ObjectNode) operation.json.path("responses"))
                    .putObject("default")
                    .put("$ref", "#/components/responses/Problem");
        });
        return document;
    }

    private Optional<String> flaw() {
        if (json.path("operationId").asString().matches(".*_\\d+")) {
            return Optional.of("another method has the same name, so give it an operationId");
        }
        return json.has("summary") ? Optional.empty() : Optional.of("write Javadoc, or a summary");
    }

    private void refuse(String why) {
        throw new IllegalStateException(
                "src/test/resources/openapi.yml, %s %s: %s.".formatted(method.toUpperCase(Locale.ROOT), path, why));
    }
}
