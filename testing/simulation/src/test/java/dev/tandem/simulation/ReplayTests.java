package dev.tandem.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulation.engine.PlantedBug;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplayTests {

    @Nested
    class A_seed {

        @Test
        void stands_for_one_schedule() {
            assertThat(trace(4711)).isEqualTo(trace(4711)).hasSizeGreaterThan(20);
        }

        @Test
        void stands_for_another_schedule_than_the_next_one() {
            assertThat(trace(4711)).isNotEqualTo(trace(4712));
        }

        @Test
        void stands_for_the_same_schedule_whatever_was_simulated_before() {
            var simulator = new Simulator(PlantedBug.NONE);
            for (var seed = 1; seed <= 50; seed++) {
                simulator.run(seed, false);
            }

            assertThat(simulator.run(4711, true).trace()).isEqualTo(trace(4711));
        }
    }

    @Nested
    class A_schedule_that_fails {

        private final Run failed =
                requireNonNull(Simulation.run(PlantedBug.SKIPPED_REFUND, 1_000).failed());

        @Test
        void is_told_in_full_with_the_way_to_see_it_again() {
            assertThat(failed.story())
                    .contains("customer", "kafka", "money: order-", "-Dsimulation.seed=" + failed.seed());
        }

        @Test
        void fails_again_in_the_same_way() {
            assertThat(Simulation.replay(PlantedBug.SKIPPED_REFUND, failed.seed()))
                    .isEqualTo(failed);
        }
    }

    private static List<String> trace(long seed) {
        return Simulation.replay(PlantedBug.NONE, seed).trace();
    }
}
