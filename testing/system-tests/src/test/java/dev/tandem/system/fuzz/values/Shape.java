package dev.tandem.system.fuzz.values;

import static java.util.stream.Collectors.toMap;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema of one value, in the dialect 2020-12, which OpenAPI 3.1 uses, too. Its references point into the
 * document that contains it.
 */
public final class Shape {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final JsonNode schema;
    private final Supplier<Schema> validator;

    private Shape(JsonNode document, JsonNode schema) {
        this.document = document;
        this.schema = schema;
        this.validator = new Lazily<>(this::compile);
    }

    public static Shape of(JsonNode document, JsonNode schema) {
        var reference = schema.path("$ref");
        return reference.isString()
                ? of(document, document.at(reference.asString().substring(1)))
                : new Shape(document, schema);
    }

    private Schema compile() {
        var whole = (ObjectNode) schema.deepCopy();
        if (document.has("components")) {
            whole.set("components", document.get("components").deepCopy());
        }
        limitIntegers(whole);
        return SCHEMAS.getSchema(whole);
    }

    /**
     * Adds limits for integer formats: in the standard a format does not limit a number, but the authors of documents
     * mean that it does.
     */
    private static void limitIntegers(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            switch (object.path("format").asString("")) {
                case "int32" -> limit(object, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case "int64" -> limit(object, Long.MIN_VALUE, Long.MAX_VALUE);
                case String other -> {}
            }
        }
        schema.forEach(Shape::limitIntegers);
    }

    private static void limit(ObjectNode schema, long least, long most) {
        schema.put("minimum", schema.path("minimum").asLong(least));
        schema.put("maximum", schema.path("maximum").asLong(most));
    }

    public boolean admits(JsonNode value) {
        return violations(value).isEmpty();
    }

    /** The violations of this schema in a value. */
    List<String> violations(JsonNode value) {
        return validator
                .get()
                .validate(value, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** The first type that is not null. */
    public String type() {
        var type = schema.path("type");
        return type.isArray()
                ? type.valueStream()
                        .map(JsonNode::asString)
                        .filter(name -> !name.equals("null"))
                        .findFirst()
                        .orElse("null")
                : type.asString(schema.has("properties") ? "object" : "");
    }

    public String format() {
        return schema.path("format").asString("");
    }

    /** The alternatives of {@code oneOf} or {@code anyOf}; this shape alone if there are none. */
    List<Shape> alternatives() {
        return List.of("oneOf", "anyOf").stream()
                .filter(schema::has)
                .findFirst()
                .map(key -> schema.get(key)
                        .valueStream()
                        .map(each -> of(document, each))
                        .toList())
                .orElse(List.of(this));
    }

    Map<String, Shape> properties() {
        return schema.path("properties")
                .propertyStream()
                .collect(toMap(
                        Map.Entry::getKey, each -> of(document, each.getValue()), (one, _) -> one, LinkedHashMap::new));
    }

    @Nullable
    Shape property(String name) {
        var found = schema.path("properties").get(name);
        return found == null ? null : of(document, found);
    }

    Set<String> required() {
        return schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    @Nullable
    Shape items() {
        return schema.has("items") ? of(document, schema.get("items")) : null;
    }

    /** The values that the schema names, as an enum, a constant or examples. */
    List<JsonNode> named() {
        return List.of("enum", "const", "examples", "example").stream()
                .filter(schema::has)
                .flatMap(key -> {
                    var named = schema.get(key);
                    return named.isArray() && !key.equals("const") && !key.equals("example")
                            ? named.valueStream()
                            : List.of(named).stream();
                })
                .toList();
    }

    /** The value of a numeric keyword, such as {@code maxLength}. */
    long number(String keyword, long otherwise) {
        return schema.path(keyword).isNumber() ? schema.get(keyword).asLong() : otherwise;
    }

    boolean has(String keyword) {
        return schema.has(keyword);
    }

    /** Compiles the schema on first use: most shapes are only inspected. */
    private static final class Lazily<T> implements Supplier<T> {

        private final Supplier<T> source;
        private volatile @Nullable T value;

        Lazily(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            var known = value;
            if (known == null) {
                known = source.get();
                value = known;
            }
            return known;
        }
    }
}
