package dev.tandem.system.fuzz.values;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Generates values that a schema admits. */
public final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PLAIN =
            List.of("a", "MUG-BLUE", "EUR", "plain text", "ada@example.com", "42", "Zoë \u6f22\u5b57 \uD83D\uDE00");

    private final SeededRandom random;

    public Values(SeededRandom random) {
        this.random = random;
    }

    /**
     * Generates a value for a field.
     *
     * @param name of the field, by which meaningful words are found
     */
    public JsonNode of(Shape shape, String name) {
        var chosen = random.any(shape.alternatives());
        return switch (chosen.type()) {
            case "object" -> object(chosen);
            case "array" -> array(chosen, name);
            case "integer" -> JSON.numberNode(integer(chosen));
            case "number" -> JSON.numberNode(integer(chosen) + 0.5);
            case "boolean" -> JSON.booleanNode(random.percent(50));
            case "null" -> JSON.nullNode();
            case String other -> string(chosen, name);
        };
    }

    private JsonNode object(Shape shape) {
        var object = JSON.objectNode();
        shape.properties().forEach((name, property) -> {
            if (shape.required().contains(name) || random.percent(50)) {
                object.set(name, of(property, name));
            }
        });
        return object;
    }

    private JsonNode array(Shape shape, String name) {
        var array = JSON.arrayNode();
        var least = (int) shape.number("minItems", 0);
        var most = (int) Math.min(shape.number("maxItems", least + 3L), least + 3L);
        var items = shape.items();
        for (var i = random.between(least, most); i > 0 && items != null; i--) {
            array.add(of(items, name));
        }
        return array;
    }

    private long integer(Shape shape) {
        var least =
                shape.has("exclusiveMinimum") ? shape.number("exclusiveMinimum", 0) + 1 : shape.number("minimum", 0);
        var most = shape.number("maximum", least + 20);
        return least + random.below((int) Math.min(most - least, 19) + 1);
    }

    private JsonNode string(Shape shape, String name) {
        var candidates = Stream.of(
                        shape.named().stream(),
                        Vocabulary.of(name).stream().map(JSON::stringNode),
                        formatted(shape.format()).map(JSON::stringNode),
                        Stream.concat(PLAIN.stream(), Stream.of("x".repeat((int) shape.number("minLength", 1))))
                                .map(JSON::stringNode))
                .map(some ->
                        some.map(JsonNode.class::cast).filter(shape::admits).toList())
                .filter(admitted -> !admitted.isEmpty())
                .findFirst();
        return random.any(requireNonNullElse(candidates.orElse(null), List.of(JSON.stringNode("?"))));
    }

    private Stream<String> formatted(String format) {
        return switch (format) {
            case "uuid" -> Stream.of(random.uuid().toString());
            case "date-time" -> Stream.of("2026-01-02T03:04:05.678901Z", "1970-01-01T00:00:00Z");
            case "email" -> Stream.of("ada@example.com");
            case "uri" -> Stream.of("https://example.com/a");
            case String other -> Stream.empty();
        };
    }
}
