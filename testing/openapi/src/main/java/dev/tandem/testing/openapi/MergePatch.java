package dev.tandem.testing.openapi;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Merge Patch (RFC 7396): values of the patch replace those of the target, {@code null} removes them. Beyond the
 * RFC, list items that have a name, such as parameters, are merged by name.
 */
final class MergePatch {

    private MergePatch() {}

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (patch.isObject()) {
            return merge(target.isObject() ? (ObjectNode) target.deepCopy() : empty(), (ObjectNode) patch);
        }
        return patch.isArray() && hasNames(patch) && hasNames(target)
                ? merge((ArrayNode) target.deepCopy(), patch)
                : patch;
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        patch.forEachEntry((name, value) -> {
            if (value.isNull()) {
                target.remove(name);
            } else {
                target.set(name, apply(target.path(name), value));
            }
        });
        return target;
    }

    private static ArrayNode merge(ArrayNode target, JsonNode patch) {
        patch.forEach(item -> indexOf(target, item.path("name"))
                .ifPresentOrElse(
                        index -> target.set(index, apply(target.get(index), item)),
                        () -> target.add(apply(empty(), item))));
        return target;
    }

    private static Optional<Integer> indexOf(ArrayNode items, JsonNode name) {
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i).path("name").equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static boolean hasNames(JsonNode list) {
        return list.isArray() && list.valueStream().allMatch(item -> item.has("name"));
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
