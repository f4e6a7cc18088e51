package dev.tandem.simulation;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * The violations of invariants. They are recorded, not thrown, because the use cases would take an exception for a
 * failure of their own.
 */
final class Violations {

    private final List<String> found = new ArrayList<>();

    @FormatMethod
    void check(boolean holds, String violation, Object... details) {
        if (!holds) {
            add(violation.formatted(details));
        }
    }

    void add(String violation) {
        found.add(violation);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<String> found() {
        return List.copyOf(found);
    }

    void reset() {
        found.clear();
    }
}
