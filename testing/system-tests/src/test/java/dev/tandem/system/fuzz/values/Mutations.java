package dev.tandem.system.fuzz.values;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Spoils JSON in one to three places, with values that nearly fit its schema, and with values that do not fit at all.
 */
public final class Mutations {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Values as they are written: some are not JSON at all. */
    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "false",
            "\"\"",
            "\"text\"",
            "\"1\"",
            "0",
            "-0",
            "-0.0",
            "1",
            "-1",
            "1.0",
            "1.5",
            "1e2",
            "1e400",
            "-1e400",
            "1e-400",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(1_200),
            "NaN",
            "Infinity",
            "01",
            "+1",
            "0x1F",
            ".5",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[{}]",
            "[1,\"a\"]",
            "{\"a\":{}}",
            "{\"$ref\":\"#\"}",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "'single'",
            "undefined");

    private static final List<String> STRANGE_NAMES = List.of(
            "extra",
            "",
            "__proto__",
            "@class",
            "$ref",
            "\u0000",
            "ORDERID",
            "order_id",
            "id",
            "toString",
            "\uD83D\uDE00");

    private final SeededRandom random;

    public Mutations(SeededRandom random) {
        this.random = random;
    }

    /** A place in a document, and its schema. */
    private record Spot(
            JsonNode parent,
            String name,
            int index,
            @Nullable Shape shape) {

        @Nullable
        JsonNode value() {
            return parent instanceof ObjectNode object ? object.get(name) : ((ArrayNode) parent).get(index);
        }

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    /** Returns the document with one to three changes, or something completely different. */
    public String spoil(JsonNode document, Shape shape) {
        if (random.percent(5)) {
            return random.any(OTHERS);
        }
        var root = NODES.objectNode();
        root.set("", document.deepCopy());
        for (var i = random.between(1, 3); i > 0; i--) {
            var spots = new ArrayList<Spot>();
            collect(spots, new Spot(root, "", 0, shape));
            spoil(random.any(spots));
        }
        return text(root.path(""));
    }

    private static void collect(List<Spot> spots, Spot spot) {
        var value = spot.value();
        var shape = spot.shape();
        spots.add(spot);
        if (value instanceof ObjectNode object) {
            object.propertyStream()
                    .forEach(each -> collect(
                            spots,
                            new Spot(object, each.getKey(), 0, shape == null ? null : shape.property(each.getKey()))));
        } else if (value instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                collect(spots, new Spot(array, "", i, shape == null ? null : shape.items()));
            }
        }
    }

    private void spoil(Spot spot) {
        switch (random.below(8)) {
            case 0 -> spot.remove();
            case 1 -> spot.set(raw(random.any(OTHERS)));
            case 2 -> spot.set(NODES.stringNode(NastyTexts.any(random)));
            case 3 -> addTo(spot);
            case 4 -> repeat(spot);
            case 5 -> spot.set(raw(nested(random.any(List.of(3, 50, 400, 1_100)))));
            default -> toTheLimit(spot);
        }
    }

    private void addTo(Spot spot) {
        if (spot.value() instanceof ObjectNode object) {
            object.set(random.any(STRANGE_NAMES), raw(random.any(OTHERS)));
        } else {
            spot.set(raw(random.any(OTHERS)));
        }
    }

    /** Repeats a field or an element. */
    private void repeat(Spot spot) {
        var value = spot.value();
        if (value == null) {
            return;
        }
        if (spot.parent() instanceof ArrayNode array) {
            array.add(value.deepCopy());
        } else if (!spot.name().isEmpty()) {
            var again = random.percent(50) ? text(value) : random.any(OTHERS);
            spot.set(raw(text(value) + ", " + JSON.writeValueAsString(spot.name()) + ": " + again));
        }
    }

    /** Makes the value as large as the schema allows, or one less, or one more. */
    private void toTheLimit(Spot spot) {
        var shape = spot.shape();
        var value = spot.value();
        var off = random.between(-1, 1);
        if (shape == null || value == null) {
            spot.set(raw(random.any(OTHERS)));
        } else if (value instanceof ArrayNode array && !array.isEmpty()) {
            resize(array, (int) Math.max(0, limit(shape, "minItems", 0, "maxItems", 200) + off));
        } else if (value.isNumber()) {
            spot.set(NODES.numberNode(limit(shape, "minimum", 0, "maximum", Integer.MAX_VALUE) + off));
        } else if (value.isString()) {
            spot.set(NODES.stringNode(resize(
                    value.asString(), (int) Math.max(0, limit(shape, "minLength", 0, "maxLength", 300) + off))));
        } else {
            spot.set(raw(random.any(OTHERS)));
        }
    }

    private long limit(Shape shape, String lower, long least, String upper, long most) {
        return random.percent(50) ? shape.number(lower, least) : shape.number(upper, most);
    }

    private static void resize(ArrayNode array, int size) {
        while (array.size() > size) {
            array.remove(array.size() - 1);
        }
        while (array.size() < size) {
            array.add(array.get(0).deepCopy());
        }
    }

    private String resize(String text, int length) {
        var filler = random.any(List.of("x", "A", "\uD83D\uDE00", "\u00e9"));
        return (text + filler.repeat(length)).substring(0, length);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static JsonNode raw(String json) {
        return NODES.rawValueNode(new RawValue(json));
    }

    public static JsonNode textNode(String text) {
        return NODES.stringNode(text);
    }

    public static String text(JsonNode json) {
        return JSON.writeValueAsString(json);
    }

    /** Reads JSON strictly by the standard; absent if the text is not JSON. */
    public static @Nullable JsonNode read(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            return null;
        }
    }
}
