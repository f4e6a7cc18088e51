package dev.tandem.openapi;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
     * What Bean Validation matches with the whole text, JSON Schema looks for anywhere in it, and in the language of ECMA
     * 262, which has no POSIX classes.
     */
    private static String anchored(String pattern) {
        var portable = pattern.replace("\\P{Cntrl}", "[^\\x00-\\x1F\\x7F]");
        return portable.matches("\\^.*\\$") ? portable : "^(?:%s)$".formatted(portable);
    }

    /** Javadoc is HTML; OpenAPI wants CommonMark in descriptions, and plain text in summaries. */
    private static String markdown(String javadoc) {
        return javadoc.replaceAll("</?code>", "`").replaceAll("\\s+", " ").strip();
    }

    /** A summary is the first sentence of a description. */
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

    /** In the name of a nested class springdoc has dots where Java has dollars. */
    private static Class<?> type(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 || ClassUtils.isPresent(name, null)
                ? ClassUtils.resolveClassName(name, null)
                : type(name.substring(0, dot) + "$" + name.substring(dot + 1));
    }
}
