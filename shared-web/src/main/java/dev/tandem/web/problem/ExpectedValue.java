package dev.tandem.web.problem;

import dev.tandem.web.text.PlainText;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes the expected value to a client that sent a wrong one. */
final class ExpectedValue {

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);

    private ExpectedValue() {}

    static String inPlaceOf(@Nullable Class<?> type) {
        if (type == null) {
            return "cannot be read";
        } else if (WHOLE_NUMBERS.contains(type)) {
            return "must be a whole number within its limits";
        } else if (type == String.class) {
            return PlainText.RULE;
        } else if (type == UUID.class) {
            return "must be a UUID, such as 123e4567-e89b-42d3-a456-426614174000";
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        } else if (Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return "must be an object";
    }
}
