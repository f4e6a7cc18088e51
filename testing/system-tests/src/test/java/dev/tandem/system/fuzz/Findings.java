package dev.tandem.system.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The failures of a run, grouped by kind, and how to reproduce each. */
final class Findings {

    private static final int SHOWN_OF_A_KIND = 2;

    private final Map<String, List<String>> cases = new ConcurrentSkipListMap<>();
    private final String test;

    /**
     * An empty list of findings.
     *
     * @param test the test that reproduces a single case
     */
    Findings(String test) {
        this.test = test;
    }

    /**
     * Records the failure of a case.
     *
     * @param kind findings of one kind are counted, and only some of them shown
     */
    void add(String kind, long seed, String story) {
        var again = "./tandem verify -pl testing/system-tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dit.test='%s' -Dfailsafe.failIfNoSpecifiedTests=false".formatted(test)
                + " -Dtandem.fuzz.seed=%d -Dtandem.fuzz.cases=1".formatted(seed);
        cases.compute(kind, (_, known) -> {
            var all = known == null ? new ArrayList<String>() : known;
            all.add(story + "\nagain: " + again);
            return all;
        });
    }

    /** The report; empty if there are no findings. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        cases.forEach((kind, stories) -> text.append("%d x %s%n".formatted(stories.size(), kind)));
        cases.forEach((kind, stories) -> stories.stream()
                .limit(SHOWN_OF_A_KIND)
                .forEach(story -> text.append("%n=== %s%n%s%n".formatted(kind, story))));
        return text.toString();
    }
}
