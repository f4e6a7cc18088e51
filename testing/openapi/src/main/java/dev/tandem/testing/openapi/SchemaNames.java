package dev.tandem.testing.openapi;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names the schemas for clients that are generated from the document: by the record, without its package, its enclosing
 * class, and a suffix such as {@code Response} that only the server's code needs. Two records that would have the same
 * name keep the name of their enclosing class.
 */
final class SchemaNames {

    private SchemaNames() {}

    /**
     * The name for each class.
     *
     * @param classes fully qualified, with a dot before nested classes
     * @throws IllegalStateException if two classes still have the same name
     */
    static Map<String, String> of(Collection<String> classes) {
        var uses = classes.stream().collect(groupingBy(SchemaNames::simple, counting()));
        var names = new TreeMap<String, String>();
        for (var type : classes) {
            var name = uses.getOrDefault(simple(type), 0L) == 1 ? simple(type) : withEnclosing(type);
            if (names.containsValue(name)) {
                throw new IllegalStateException("two schemas are named " + name + ": rename one of " + classes);
            }
            names.put(type, name);
        }
        return names;
    }

    private static String simple(String type) {
        return withoutSuffix(type.substring(type.lastIndexOf('.') + 1));
    }

    private static String withEnclosing(String type) {
        return Arrays.stream(type.split("\\."))
                .filter(part -> Character.isUpperCase(part.charAt(0)))
                .map(SchemaNames::withoutSuffix)
                .reduce("", String::concat);
    }

    private static String withoutSuffix(String name) {
        return name.replaceFirst("(?<=.)(Response|Json)$", "");
    }
}
