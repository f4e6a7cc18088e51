package dev.tandem.system.fuzz.http;

import dev.tandem.system.fuzz.values.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of an OpenAPI 3.1 document. */
public final class ApiDocument {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;

    public ApiDocument(JsonNode document) {
        this.document = document;
    }

    public static ApiDocument read(String resource) {
        try (InputStream text = ApiDocument.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalArgumentException("there is no " + resource);
            }
            return new ApiDocument(JSON.readTree(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * An operation of the API.
     *
     * @param path with the names of its parameters in braces
     * @param body absent if there is none
     */
    record Operation(
            String method,
            String path,
            List<Parameter> parameters,
            @Nullable Shape body) {}

    /** @param in path, query or header */
    record Parameter(String name, String in, boolean required, Shape shape) {}

    List<Operation> operations() {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> operationsOf(path.getKey(), path.getValue()))
                .toList();
    }

    private Stream<Operation> operationsOf(String path, JsonNode item) {
        return item.propertyStream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method -> new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path,
                        Stream.of(item, method.getValue())
                                .flatMap(each -> each.path("parameters").valueStream())
                                .map(this::parameter)
                                .toList(),
                        body(method.getValue())));
    }

    private Parameter parameter(JsonNode found) {
        var parameter = resolved(found);
        return new Parameter(
                parameter.path("name").asString(),
                parameter.path("in").asString(),
                parameter.path("required").asBoolean(false),
                Shape.of(document, parameter.path("schema")));
    }

    private @Nullable Shape body(JsonNode operation) {
        return resolved(operation.path("requestBody"))
                .path("content")
                .propertyStream()
                .filter(content -> content.getKey().contains("json"))
                .findFirst()
                .map(content -> Shape.of(document, content.getValue().path("schema")))
                .orElse(null);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }
}
