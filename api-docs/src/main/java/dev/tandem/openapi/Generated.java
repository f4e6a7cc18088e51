package dev.tandem.openapi;

import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What springdoc has read from the code, put right where it says less than the code does, or something else. */
final class Generated {

    private final ObjectNode document;

    Generated(ObjectNode document) {
        this.document = document;
    }

    ObjectNode putRight() {
        schemas(document).forEachEntry((name, schema) -> RecordSchema.complete((ObjectNode) schema, type(name)));
        texts("pattern", Generated::anchored);
        texts("description", Generated::markdown);
        texts("summary", Generated::markdown);
        document.findParents("summary").forEach(Generated::sayOnce);
        return withoutPackages();
    }

    private void texts(String field, UnaryOperator<String> change) {
        for (var parent : document.findParents(field)) {
            if (parent.get(field).isString()) {
                ((ObjectNode) parent).put(field, change.apply(parent.get(field).asString()));
            }
        }
    }

    /** What Bean Validation matches with the whole text, JSON Schema looks for anywhere in it. */
    private static String anchored(String pattern) {
        return pattern.matches("\\^.*\\$") ? pattern : "^(?:%s)$".formatted(pattern);
    }

    /** Javadoc is HTML; OpenAPI wants CommonMark. */
    private static String markdown(String javadoc) {
        return javadoc.replaceAll("</?code>", "`").replaceAll("\\s+", " ").strip();
    }

    /** A summary is the first sentence of a description. */
    private static void sayOnce(JsonNode operation) {
        if (operation.path("description").equals(operation.path("summary"))) {
            ((ObjectNode) operation).remove("description");
        }
    }

    private ObjectNode withoutPackages() {
        var shorter = (ObjectNode) Json.read(document.toString().replaceAll("\\bdev\\.tandem\\.[a-z.]*\\.", ""));
        if (schemas(shorter).size() < schemas(document).size()) {
            var names = schemas(document).propertyNames();
            throw new IllegalStateException("two schemas have the same name; rename one of " + List.copyOf(names));
        }
        return shorter;
    }

    private static JsonNode schemas(JsonNode document) {
        return document.at("/components/schemas");
    }

    private static Class<?> type(String name) {
        return ClassUtils.resolveClassName(name, null);
    }
}
