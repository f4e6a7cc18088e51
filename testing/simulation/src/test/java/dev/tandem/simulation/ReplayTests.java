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
        void always_gives_the_same_schedule() {
            assertThat(trace(4711)).isEqualTo(trace(4711)).hasSizeGreaterThan(20);
        }

        @Test
        void gives_another_schedule_than_the_next_seed() {
            assertThat(trace(4711)).isNotEqualTo(trace(4712));
        }

        @Test
        void gives_the_same_schedule_after_any_other_schedules() {
            var simulator = new Simulator(PlantedBug.NONE);
            for (var seed = 1; seed <= 50; seed++) {
                simulator.run(seed, false);
            }

            assertThat(simulator.run(4711, true).trace()).isEqualTo(trace(4711));
        }
    }

    @Nested
    class A_failed_schedule {

        private final Run failed =
                requireNonNull(Simulation.run(PlantedBug.REFUND_NOT_SENT, 1_000).failed());

        @Test
        void is_reported_with_its_trace_and_the_command_to_repeat_it() {
            assertThat(failed.report())
                    .contains("customer", "kafka", "money: order-", "-Dsimulation.seed=" + failed.seed());
        }

        @Test
        void fails_again_in_the_same_way() {
            assertThat(Simulation.replay(PlantedBug.REFUND_NOT_SENT, failed.seed()))
                    .isEqualTo(failed);
        }
    }

    private static List<String> trace(long seed) {
        return Simulation.replay(PlantedBug.NONE, seed).trace();
    }
}
