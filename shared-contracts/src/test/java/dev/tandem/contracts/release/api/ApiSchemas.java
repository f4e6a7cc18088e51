package dev.tandem.contracts.release.api;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compares, field by field, two schemas of data that flows in one direction. */
final class ApiSchemas {

    private static final String BESIDE_IT =
            "Leave it as it was, and say it the new way in an optional field beside it.";

    private final Direction direction;
    private final OpenApi then;
    private final OpenApi now;
    private final BiConsumer<String, String> breaks;
    private final Set<List<JsonNode>> entered = new HashSet<>();

    /** Expects a consumer of each break and its remedy. */
    ApiSchemas(Direction direction, OpenApi then, OpenApi now, BiConsumer<String, String> breaks) {
        this.direction = direction;
        this.then = then;
        this.now = now;
        this.breaks = breaks;
    }

    /** Compares the two schemas of the value with this name. */
    void value(String name, JsonNode before, JsonNode after) {
        // A schema that contains itself is visited only once.
        if (!before.has("$ref") || entered.add(List.of(before, after))) {
            resolved(name, then.resolve(before), now.resolve(after));
        }
    }

    private void resolved(String name, JsonNode before, JsonNode after) {
        var keywords = direction.refusals(before, after);
        if (!keywords.isEmpty()) {
            breaks.accept(
                    "%s was %s and is %s.".formatted(name, only(keywords, before), only(keywords, after)), BESIDE_IT);
        }
        if (keywords.contains("type")) {
            return; // nothing in it can be compared
        }
        fields(name, before, after);
        if (before.has("items") && after.has("items")) {
            value(name + "[]", before.get("items"), after.get("items"));
        }
    }

    private void fields(String name, JsonNode before, JsonNode after) {
        var prefix = name + ".";
        before.path("properties").forEachEntry((field, value) -> {
            var successor = after.path("properties").path(field);
            if (successor.isMissingNode()) {
                breaks.accept(prefix + field + " was removed.", "Put it back; another one may come beside it.");
            } else {
                value(prefix + field, value, successor);
            }
        });
        required(prefix, before, after);
    }

    private void required(String prefix, JsonNode before, JsonNode after) {
        switch (direction) {
            case REQUEST ->
                minus(after, before)
                        .forEach(field -> breaks.accept(
                                "%s%s is required now, and clients of then do not send it.".formatted(prefix, field),
                                "Make it @Nullable, and choose what its absence means."));
            case ANSWER ->
                minus(before, after).stream()
                        .filter(after.path("properties")::has)
                        .forEach(field -> breaks.accept(
                                "%s%s may be absent now, and clients of then count on it.".formatted(prefix, field),
                                "Go on giving it."));
        }
    }

    private static Set<String> minus(JsonNode these, JsonNode those) {
        var left = required(these);
        left.removeAll(required(those));
        return left;
    }

    private static Set<String> required(JsonNode schema) {
        return new LinkedHashSet<>(
                schema.path("required").valueStream().map(JsonNode::asString).toList());
    }

    private static JsonNode only(Set<String> keywords, JsonNode schema) {
        var part = JsonNodeFactory.instance.objectNode();
        keywords.stream().filter(schema::has).forEach(keyword -> part.set(keyword, schema.get(keyword)));
        return part;
    }
}
