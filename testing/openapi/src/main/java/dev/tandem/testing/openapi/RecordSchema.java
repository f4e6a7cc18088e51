package dev.tandem.testing.openapi;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes the schema of a record from its components, in their order: those that are not {@code @Nullable} are
 * required.
 */
final class RecordSchema {

    private RecordSchema() {}

    static void complete(ObjectNode schema, Class<?> type) {
        if (!type.isRecord()) {
            return;
        }
        var found = schema.path("properties").deepCopy();
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var component : type.getRecordComponents()) {
            var property = (ObjectNode) found.get(component.getName());
            properties.set(component.getName(), atLeastOne(property, component));
            if (!isNullable(component)) {
                required.add(component.getName());
            }
        }
    }

    /**
     * Restores the minimum of 1 for {@code @NotBlank} and {@code @NotEmpty}: the lower limit of {@code @Size}, which is
     * 0 if only the upper one is given, hides it.
     */
    private static ObjectNode atLeastOne(ObjectNode property, RecordComponent component) {
        if (has(component, NotBlank.class)) {
            property.put("minLength", Math.max(1, property.path("minLength").asInt(0)));
        }
        if (has(component, NotEmpty.class)) {
            property.put("minItems", Math.max(1, property.path("minItems").asInt(0)));
        }
        return property;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** An annotation that is not allowed on components is on the field behind them. */
    private static boolean has(RecordComponent component, Class<? extends Annotation> annotation) {
        var field = ReflectionUtils.findField(component.getDeclaringRecord(), component.getName());
        return field != null && Arrays.stream(field.getAnnotations()).anyMatch(annotation::isInstance);
    }
}
