package dev.tandem.contracts.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds incompatibilities between a released message and its present record. A consumer that was built against the
 * release must be able to read a present message, and a released message must still be readable. So everything stays as
 * it is, and only optional fields may be added.
 */
final class Compatibility {

    private static final Set<String> PARTS = Set.of("properties", "required", "items", "enum");

    private final Frozen frozen;
    private final List<String> breaks = new ArrayList<>();

    private Compatibility(Frozen frozen) {
        this.frozen = frozen;
    }

    /** The breaks, each with its remedy; empty if there are none. */
    static List<String> breaks(Collection<Frozen> released, Map<String, Present> present) {
        return released.stream()
                .flatMap(frozen -> new Compatibility(frozen).with(present.get(frozen.type())).stream())
                .toList();
    }

    private List<String> with(@Nullable Present present) {
        if (present == null) {
            breaks(
                    "the type is gone, and messages of it are still in the log.",
                    "Put its record back; nobody has to write it any more, and a new version of it is a type beside it.");
        } else {
            message(present.schema());
        }
        return breaks;
    }

    private void message(JsonNode now) {
        var then = frozen.schema();
        if (!then.path("description").equals(now.path("description"))) {
            breaks(
                    "the message was %s and is %s, where nobody waits for it."
                            .formatted(
                                    then.path("description").asString(),
                                    now.path("description").asString()),
                    "Put its record back into the interface of its channel.");
        }
        fields("", then, now);
    }

    private void value(String path, JsonNode then, JsonNode now) {
        var keywords = changed(then, now);
        if (!keywords.isEmpty()) {
            breaks(
                    "the field %s was %s and is %s.".formatted(path, only(keywords, then), only(keywords, now)),
                    "Leave it as it was, and say it the new way in a @Nullable field beside it.");
            return;
        }
        constants(path, then, now);
        fields(path + ".", then, now);
        if (then.has("items")) {
            value(path + "[]", then.get("items"), now.get("items"));
        }
    }

    private void constants(String path, JsonNode then, JsonNode now) {
        var lost = minus(texts(then.path("enum")), texts(now.path("enum")));
        if (!lost.isEmpty()) {
            breaks(
                    "the field %s has lost %s, which messages in the log have.".formatted(path, lost),
                    "Put the constant back; nobody has to write it any more.");
        }
        var added = minus(texts(now.path("enum")), texts(then.path("enum")));
        if (!added.isEmpty()) {
            breaks(
                    "the field %s has the new %s, which readers of the release cannot read.".formatted(path, added),
                    "Say it in a @Nullable field beside it, or in a new version of the type.");
        }
    }

    private void fields(String path, JsonNode then, JsonNode now) {
        var added = minus(
                now.path("properties").propertyNames(), then.path("properties").propertyNames());
        then.path("properties").propertyStream().forEach(field -> {
            var successor = now.path("properties").get(field.getKey());
            if (successor == null) {
                gone(path, field, now, added);
            } else {
                presence(path + field.getKey(), isRequired(then, field.getKey()), isRequired(now, field.getKey()));
                value(path + field.getKey(), field.getValue(), successor);
            }
        });
        added.stream().filter(name -> isRequired(now, name)).forEach(name -> presence(path + name, false, true));
    }

    private void gone(String path, Map.Entry<String, JsonNode> field, JsonNode now, Set<String> added) {
        var name = path + field.getKey();
        added.stream()
                .filter(other -> field.getValue().equals(now.path("properties").get(other)))
                .findFirst()
                .ifPresentOrElse(
                        other -> breaks(
                                "the field %s was renamed to %s; its readers look for %s."
                                        .formatted(name, path + other, name),
                                "Call it %s again, or keep it and add %s as a @Nullable field beside it."
                                        .formatted(name, path + other)),
                        () -> breaks(
                                "the field %s was removed; its readers look for it.".formatted(name),
                                "Put it back; only a new version of the type can do without it."));
    }

    private void presence(String name, boolean then, boolean now) {
        if (now && !then) {
            breaks(
                    "the field %s is required now, and messages in the log lack it.".formatted(name),
                    "Make it @Nullable, and a primitive its wrapper.");
        }
        if (then && !now) {
            breaks(
                    "the field %s was required and is @Nullable now; its readers count on it.".formatted(name),
                    "Leave it required; only a new version of the type can do without it.");
        }
    }

    private void breaks(String what, String instead) {
        breaks.add("%s: %s %s See docs/adding-an-event.md.".formatted(frozen, what, instead));
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return texts(schema.path("required")).contains(field);
    }

    /**
     * The keywords that differ, apart from the parts of the value. An enum that is no longer an enum has changed as a
     * whole.
     */
    private static Set<String> changed(JsonNode then, JsonNode now) {
        var keywords = new TreeSet<>(then.propertyNames());
        keywords.addAll(now.propertyNames());
        keywords.removeIf(keyword -> PARTS.contains(keyword)
                ? !keyword.equals("enum") || then.has(keyword) == now.has(keyword)
                : then.path(keyword).equals(now.path(keyword)));
        return keywords;
    }

    private static JsonNode only(Set<String> keywords, JsonNode schema) {
        var part = JsonNodeFactory.instance.objectNode();
        keywords.stream().filter(schema::has).forEach(keyword -> part.set(keyword, schema.get(keyword)));
        return part;
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> minus(Collection<String> these, Collection<String> those) {
        var left = new LinkedHashSet<>(these);
        left.removeAll(those);
        return left;
    }
}
