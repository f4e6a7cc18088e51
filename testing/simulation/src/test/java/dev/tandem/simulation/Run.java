package dev.tandem.simulation;

import java.util.List;
import java.util.Set;

/**
 * The result of one schedule.
 *
 * @param violations empty if all invariants held
 * @param trace the events, if the trace was kept
 * @param sights the faults that occurred, and the final states of orders, reservations and payments
 */
record Run(long seed, int events, List<String> violations, List<String> trace, Set<String> sights) {

    boolean isFine() {
        return violations.isEmpty();
    }

    /** The whole schedule, and how to run it again. */
    String story() {
        return """
                %s

                seed %d: %s
                again: ./tandem verify -pl testing/simulation -am -DskipITs -Dtest=SimulationTests \
                -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d
                """.formatted(
                        String.join("\n", trace), seed, isFine() ? "all is well" : String.join("; ", violations), seed);
    }
}
