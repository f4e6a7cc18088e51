package dev.tandem.contracts.release.api;

import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Compares a released operation with the present one. */
final class ApiOperation {

    private final OpenApi then;
    private final OpenApi now;
    private final BiConsumer<String, String> breaks;

    /** Expects a consumer of each break and its remedy. */
    ApiOperation(OpenApi then, OpenApi now, BiConsumer<String, String> breaks) {
        this.then = then;
        this.now = now;
        this.breaks = breaks;
    }

    void compare(JsonNode before, JsonNode after) {
        parameters(then.parameters(before), now.parameters(after));
        body(before.path("requestBody"), after.path("requestBody"));
        answers(before.path("responses"), after.path("responses"));
    }

    private void parameters(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        before.forEach((parameter, value) -> {
            if (after.containsKey(parameter)) {
                schema(Direction.REQUEST, parameter, value, after.get(parameter));
            } else {
                breaks.accept("%s was removed.".formatted(parameter), "Put it back; another one may come beside it.");
            }
        });
        after.forEach((parameter, value) ->
                required(parameter, before.getOrDefault(parameter, MissingNode.getInstance()), value));
    }

    private void body(JsonNode before, JsonNode after) {
        required("the body", before, after);
        contents(Direction.REQUEST, "the body", before, after);
    }

    private void required(String what, JsonNode before, JsonNode after) {
        if (isRequired(after) && !isRequired(before)) {
            breaks.accept(
                    "%s is required now, and clients of then do not send it.".formatted(what),
                    "Make it optional, and choose what its absence means.");
        }
    }

    private void answers(JsonNode before, JsonNode after) {
        before.forEachEntry((status, answer) -> {
            if (after.has(status)) {
                answer("the answer " + status, then.resolve(answer), now.resolve(after.get(status)));
            } else {
                breaks.accept("the answer %s is gone.".formatted(status), "Keep it; clients of then act on it.");
            }
        });
        after.propertyNames().stream()
                .filter(status -> !before.has(status) && !isForeseen(status, before))
                .forEach(status -> breaks.accept(
                        "the answer %s is new, and clients of then do not know it.".formatted(status),
                        "Give it in an operation beside this one, or only to those who ask for it."));
    }

    private static boolean isRequired(JsonNode part) {
        return part.path("required").asBoolean(false);
    }

    /** A new failure is covered by {@code default}. */
    private static boolean isForeseen(String status, JsonNode before) {
        return status.matches("[45]..") && before.has("default");
    }

    private void answer(String what, JsonNode before, JsonNode after) {
        before.path("headers")
                .forEachEntry((header, value) -> header(
                        "the header %s of %s".formatted(header, what),
                        then.resolve(value),
                        now.resolve(after.path("headers").path(header))));
        contents(Direction.ANSWER, what, before, after);
    }

    private void header(String what, JsonNode before, JsonNode after) {
        if (after.isMissingNode()) {
            breaks.accept("%s was removed.".formatted(what), "Go on sending it.");
            return;
        }
        if (isRequired(before) && !isRequired(after)) {
            breaks.accept(
                    "%s may be absent now, and clients of then count on it.".formatted(what), "Go on sending it.");
        }
        schema(Direction.ANSWER, what, before, after);
    }

    private void contents(Direction direction, String what, JsonNode before, JsonNode after) {
        before.path("content").forEachEntry((mediaType, content) -> {
            if (after.path("content").has(mediaType)) {
                schema(direction, what, content, after.path("content").get(mediaType));
            } else {
                breaks.accept(
                        "%s is %s no more.".formatted(what, mediaType), "Keep it; another one may come beside it.");
            }
        });
    }

    private void schema(Direction direction, String what, JsonNode before, JsonNode after) {
        new ApiSchemas(direction, then, now, breaks).value(what, before.path("schema"), after.path("schema"));
    }
}
