package dev.tandem.simulation;

import java.util.List;
import java.util.Set;

/**
 * What came of one schedule.
 *
 * @param violations none, if all is well
 * @param trace what happened, if it was kept
 * @param sights the faults that occurred, and what became of orders, reservations and payments
 */
record Run(long seed, int events, List<String> violations, List<String> trace, Set<String> sights) {

    boolean isFine() {
        return violations.isEmpty();
    }

    /** The whole schedule, and how to live through it again. */
    String story() {
        return """
                %s

                seed %d: %s
                again: ./tandem verify -pl simulation -am -DskipITs -Dtest=SimulationTests \
                -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d
                """.formatted(
                        String.join("\n", trace), seed, isFine() ? "all is well" : String.join("; ", violations), seed);
    }
}
