package dev.tandem.testing.openapi;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Finds the first place where two documents differ. */
final class Drift {

    private Drift() {}

    static Optional<String> between(JsonNode committed, JsonNode code) {
        return differences(JsonPointer.empty(), committed, code).findFirst();
    }

    private static Stream<String> differences(JsonPointer at, JsonNode committed, JsonNode code) {
        if (committed.isObject() && code.isObject()) {
            var names = new TreeSet<>(committed.propertyNames());
            names.addAll(code.propertyNames());
            return names.stream()
                    .flatMap(name -> differences(at.appendProperty(name), committed.path(name), code.path(name)));
        }
        if (committed.isArray() && code.isArray()) {
            return IntStream.range(0, Math.max(committed.size(), code.size()))
                    .boxed()
                    .flatMap(i -> differences(at.appendIndex(i), committed.path(i), code.path(i)));
        }
        return committed.equals(code) ? Stream.empty() : Stream.of(difference(at, committed, code));
    }

    private static String difference(JsonPointer at, JsonNode committed, JsonNode code) {
        if (code.isMissingNode()) {
            return "the document has %s, and the code does not.".formatted(at);
        }
        if (committed.isMissingNode()) {
            return "the code has %s, and the document does not.".formatted(at);
        }
        return "%s is %s in the document, and %s in the code.".formatted(at, committed, code);
    }
}
