package dev.tandem.testing.openapi;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document that springdoc generates from the code, corrected where it says less than the code, or something else.
 */
final class Generated {

    private final ObjectNode document;

    Generated(ObjectNode document) {
        this.document = document;
    }

    ObjectNode putRight() {
        schemas(document).forEachEntry((name, schema) -> RecordSchema.complete((ObjectNode) schema, type(name)));
        texts("pattern", Generated::anchored);
        document.findParents("summary").forEach(Generated::sayOnce);
        texts("description", Generated::markdown);
        texts("summary", summary -> markdown(summary).replace("`", ""));
        return named();
    }

    private void texts(String field, UnaryOperator<String> change) {
        for (var parent : document.findParents(field)) {
            if (parent.get(field).isString()) {
                ((ObjectNode) parent).put(field, change.apply(parent.get(field).asString()));
            }
        }
    }

    /**
     * Bean Validation matches a pattern with the whole text. JSON Schema searches for it anywhere in the text, and in
     * the language of ECMA 262, which has no POSIX classes.
     */
    private static String anchored(String pattern) {
        var portable = pattern.replace("\\P{Cntrl}", "[^\\x00-\\x1F\\x7F]");
        return portable.matches("\\^.*\\$") ? portable : "^(?:%s)$".formatted(portable);
    }

    /** Converts Javadoc, which is HTML: OpenAPI requires CommonMark in descriptions, and plain text in summaries. */
    private static String markdown(String javadoc) {
        return javadoc.replaceAll("</?code>", "`").replaceAll("\\s+", " ").strip();
    }

    /** Removes a description that only repeats the summary, which is its first sentence. */
    private static void sayOnce(JsonNode operation) {
        if (operation.path("description").equals(operation.path("summary"))) {
            ((ObjectNode) operation).remove("description");
        }
    }

    private ObjectNode named() {
        var text = document.toString();
        var names = SchemaNames.of(List.copyOf(schemas(document).propertyNames()));
        for (var name : names.entrySet()) {
            text = text.replaceAll("(?<=[\"/])" + Pattern.quote(name.getKey()) + "(?=\")", name.getValue());
        }
        return (ObjectNode) Json.read(text.replaceAll("\\bdev\\.tandem\\.[a-z.]*\\.", ""));
    }

    private static JsonNode schemas(JsonNode document) {
        return document.at("/components/schemas");
    }

    /** In the names of nested classes springdoc uses dots where Java uses dollars. */
    private static Class<?> type(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 || ClassUtils.isPresent(name, null)
                ? ClassUtils.resolveClassName(name, null)
                : type(name.substring(0, dot) + "$" + name.substring(dot + 1));
    }
}
