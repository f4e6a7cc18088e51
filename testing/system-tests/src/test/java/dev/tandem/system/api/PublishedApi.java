package dev.tandem.system.api;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI document, as a reader who tries its examples sees it. */
record PublishedApi(JsonNode document) {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Names of parameters that stand for an order, and so have no example before an order exists. */
    private static final List<String> ORDER = List.of("id", "orderId", "key");

    /** A request in the document, with the status that the document shows for it. */
    record Example(
            String name,
            String method,
            String address,
            @Nullable JsonNode body,
            String status,
            JsonNode operation) {

        /** The headers for which the document has an example. */
        Map<String, String> headers() {
            return parameters("header", operation)
                    .filter(header -> header.has("example"))
                    .collect(Collectors.toMap(
                            header -> header.path("name").asString(),
                            header -> header.path("example").asString()));
        }

        @Override
        public String toString() {
            return "%s %s, %s".formatted(method, address, name);
        }
    }

    /**
     * The requests that have an example of a body, and those that need none. Requests about an order use the given one.
     */
    Stream<Example> examples(UUID orderId) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .flatMap(method -> examples(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue(), orderId)));
    }

    private Stream<Example> examples(String method, String path, JsonNode operation, UUID orderId) {
        var address = address(path, operation, orderId);
        if (method.equals("GET")) {
            return Stream.of(new Example("as it is", method, address, null, "200", operation));
        }
        return operation
                .at("/requestBody/content/application~1json/examples")
                .propertyStream()
                .map(example -> new Example(
                        example.getKey(),
                        method,
                        address,
                        example.getValue().get("value"),
                        statusOf(example.getKey(), operation),
                        operation));
    }

    /** The status of the answer with an example of the same name. */
    private String statusOf(String example, JsonNode operation) {
        return operation
                .path("responses")
                .propertyStream()
                .filter(answer -> resolve(answer.getValue())
                        .path("content")
                        .valueStream()
                        .anyMatch(content -> content.path("examples").has(example)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("no answer has an example of this name");
    }

    /** The violations of the document in an answer to an example. */
    List<Error> flaws(Example example, String mediaType, JsonNode body) {
        var answer = resolve(example.operation().path("responses").path(example.status()));
        var schema = (ObjectNode)
                answer.at("/content").path(mediaType).path("schema").deepCopy();
        return SCHEMAS.getSchema(schema.set("components", document.get("components")))
                .validate(body, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String address(String path, JsonNode operation, UUID orderId) {
        var query = parameters("query", operation)
                .flatMap(parameter -> valuesOf(parameter, orderId)
                        .map(value -> parameter.get("name").asString() + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        var filled = path.replaceAll("\\{(?:%s)}".formatted(String.join("|", ORDER)), orderId.toString());
        return query.isEmpty() ? filled : filled + "?" + query;
    }

    private static Stream<JsonNode> parameters(String in, JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals(in));
    }

    private static Stream<String> valuesOf(JsonNode parameter, UUID orderId) {
        if (ORDER.contains(parameter.path("name").asString())) {
            return Stream.of(orderId.toString());
        }
        var example = parameter.path("example");
        return (example.isArray() ? example.valueStream() : Optional.of(example).filter(JsonNode::isString).stream())
                .map(JsonNode::asString);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }
}
