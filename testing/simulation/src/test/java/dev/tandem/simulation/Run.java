package dev.tandem.simulation;

import java.util.List;
import java.util.Set;

/**
 * The result of one schedule.
 *
 * @param violations empty if all invariants held
 * @param trace the events, if the trace was kept
 * @param coverage the faults and states that occurred
 */
record Run(long seed, int events, List<String> violations, List<String> trace, Set<String> coverage) {

    boolean passed() {
        return violations.isEmpty();
    }

    /** The trace, the violations, and the command that repeats the schedule. */
    String report() {
        return """
                %s

                seed %d: %s
                again: ./tandem verify -pl testing/simulation -am -DskipITs -Dtest=SimulationTests \
                -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d
                """.formatted(
                String.join("\n", trace), seed, passed() ? "no violation" : String.join("; ", violations), seed);
    }
}
