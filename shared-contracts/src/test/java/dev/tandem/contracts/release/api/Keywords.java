package dev.tandem.contracts.release.api;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Compares the keywords of two schemas, apart from their parts, to find whether one schema accepts everything that the
 * other allows.
 */
final class Keywords {

    /** They do not restrict the accepted values, or have parts that are compared on their own. */
    private static final Set<String> HARMLESS = Set.of(
            "title", "description", "example", "examples", "deprecated", "$comment", "properties", "required", "items");

    private static final Set<String> LOWER_LIMITS =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

    private static final Set<String> UPPER_LIMITS =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private Keywords() {}

    /** The keywords of the reader, in order, that refuse something that the writer may send. */
    static Set<String> refusing(JsonNode writer, JsonNode reader) {
        return Stream.of(writer, reader)
                .flatMap(schema -> schema.propertyNames().stream())
                .filter(keyword -> !HARMLESS.contains(keyword))
                .filter(keyword -> !accepts(keyword, writer.path(keyword), reader.path(keyword)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean accepts(String keyword, JsonNode writer, JsonNode reader) {
        if (writer.equals(reader)) {
            return true;
        }
        // The reader fills in a missing value, so a different default makes a different request.
        if (keyword.equals("default")) {
            return false;
        }
        return reader.isMissingNode() || (!writer.isMissingNode() && isWider(keyword, reader, writer));
    }

    private static boolean isWider(String keyword, JsonNode reader, JsonNode writer) {
        if (LOWER_LIMITS.contains(keyword)) {
            return reader.decimalValue().compareTo(writer.decimalValue()) <= 0;
        }
        if (UPPER_LIMITS.contains(keyword)) {
            return reader.decimalValue().compareTo(writer.decimalValue()) >= 0;
        }
        return switch (keyword) {
            case "type" -> types(reader).containsAll(types(writer));
            case "enum" -> values(reader).containsAll(values(writer));
            case "format" ->
                reader.asString().equals("int64") && writer.asString().equals("int32");
            default -> false;
        };
    }

    private static Set<String> types(JsonNode type) {
        var names = type.isArray() ? values(type) : Set.of(type);
        return names.stream()
                .map(JsonNode::asString)
                .flatMap(name -> name.equals("number") ? Stream.of(name, "integer") : Stream.of(name))
                .collect(Collectors.toSet());
    }

    private static Set<JsonNode> values(JsonNode array) {
        return array.valueStream().collect(Collectors.toSet());
    }
}
