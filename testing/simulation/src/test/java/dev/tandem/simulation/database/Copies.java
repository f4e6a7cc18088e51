package dev.tandem.simulation.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Copies rows, as a database does: a change to one copy affects no other. */
final class Copies {

    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private Copies() {}

    /** How to copy a mutable object: by its constructor and fields, as JPA does. */
    private record Shape(Constructor<?> constructor, List<Field> fields) {

        static Shape of(Class<?> type) {
            try {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                var fields = Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .toList();
                fields.forEach(field -> field.setAccessible(true));
                return new Shape(constructor, fields);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("not an entity: " + type, impossible);
            }
        }

        Object copy(Object original) {
            try {
                var copy = constructor.newInstance();
                for (var field : fields) {
                    field.set(copy, Copies.copy(field.get(original)));
                }
                return copy;
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("cannot copy " + original, impossible);
            }
        }
    }

    @SuppressWarnings("unchecked") // a copy has the type of its original
    static <T> T of(T original) {
        return (T) copyOf(original);
    }

    private static @Nullable Object copy(@Nullable Object value) {
        return value == null ? null : copyOf(value);
    }

    private static Object copyOf(Object value) {
        return switch (value) {
            case Record _, Enum<?> _, String _, Number _, Boolean _, UUID _, Instant _ -> value;
            case List<?> list -> new ArrayList<>(list);
            default -> SHAPES.computeIfAbsent(value.getClass(), Shape::of).copy(value);
        };
    }
}
