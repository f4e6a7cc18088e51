package dev.tandem.contracts.release.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** An OpenAPI document whose references can be followed. */
public record OpenApi(JsonNode document) {

    /** The node to which a reference refers, or the node itself if it is not a reference. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(document.at(node.get("$ref").asString().substring(1)))
                : node;
    }

    /** By method and path. */
    public SequencedMap<String, JsonNode> operations() {
        var operations = new LinkedHashMap<String, JsonNode>();
        document.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) ->
                        operations.put(method.toUpperCase(Locale.ROOT) + " " + path, operation)));
        return operations;
    }

    /** By location and name. */
    SequencedMap<String, JsonNode> parameters(JsonNode operation) {
        var parameters = new LinkedHashMap<String, JsonNode>();
        operation
                .path("parameters")
                .valueStream()
                .map(this::resolve)
                .forEach(parameter -> parameters.put(
                        "the %s parameter %s"
                                .formatted(
                                        parameter.path("in").asString(),
                                        parameter.path("name").asString()),
                        parameter));
        return parameters;
    }
}
