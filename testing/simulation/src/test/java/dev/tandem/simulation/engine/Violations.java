package dev.tandem.simulation.engine;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * The violations of invariants. They are recorded and not thrown, because a use case would handle an exception as a
 * failure of its own.
 */
public final class Violations {

    private final List<String> found = new ArrayList<>();

    @FormatMethod
    public void check(boolean holds, String violation, Object... details) {
        if (!holds) {
            add(violation.formatted(details));
        }
    }

    public void add(String violation) {
        found.add(violation);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    public void reset() {
        found.clear();
    }
}
