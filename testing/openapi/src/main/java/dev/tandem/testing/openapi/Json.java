package dev.tandem.testing.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON as it is committed: indented, and in an order that does not depend on how it was generated. */
final class Json {

    private static final JsonMapper mapper = new JsonMapper();
    private static final YAMLMapper yaml = new YAMLMapper();

    private static final ObjectWriter indented = mapper.writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    /** Kept exactly as written. */
    private static final Set<String> EXAMPLES = Set.of("value", "example");

    private Json() {}

    /** An empty object if there is no such file. */
    static JsonNode read(Path file) {
        return Files.exists(file) ? mapper.readTree(file) : JsonNodeFactory.instance.objectNode();
    }

    static JsonNode read(String json) {
        return mapper.readTree(json);
    }

    static JsonNode yaml(InputStream text) {
        return yaml.readTree(text);
    }

    static void write(Path file, JsonNode json) {
        try {
            Files.writeString(file, indented.writeValueAsString(json) + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Returns the same JSON with the fields of its objects in alphabetical order; properties of schemas keep their
     * order.
     */
    static JsonNode sorted(JsonNode json) {
        if (json.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode();
            json.forEach(item -> items.add(sorted(item)));
            return items;
        }
        if (!json.isObject()) {
            return json;
        }
        var fields = JsonNodeFactory.instance.objectNode();
        json.propertyStream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> fields.set(field.getKey(), inOrder(field.getKey(), field.getValue())));
        return fields;
    }

    private static JsonNode inOrder(String name, JsonNode value) {
        if (name.equals("properties") && value.isObject()) {
            var fields = JsonNodeFactory.instance.objectNode();
            value.forEachEntry((field, schema) -> fields.set(field, sorted(schema)));
            return fields;
        }
        return EXAMPLES.contains(name) ? value : sorted(value);
    }
}
