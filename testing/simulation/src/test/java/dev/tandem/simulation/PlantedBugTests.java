package dev.tandem.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulation.engine.PlantedBug;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds planted bugs. Without this, it would prove nothing by finding none. */
class PlantedBugTests {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_bug_is_found(PlantedBug bug) {
        var found = Optional.ofNullable(Simulation.run(bug, 20_000).failed());

        assertThat(found).isPresent();
        found.ifPresent(
                run -> System.out.printf("%s is found by schedule %d: %s%n", bug, run.seed(), run.violations()));
    }
}
