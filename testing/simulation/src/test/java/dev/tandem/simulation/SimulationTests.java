package dev.tandem.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.PlantedBug;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs many random schedules. {@code -Dsimulation.schedules=N} sets their number; {@code -Dsimulation.seed=N} runs a
 * single one and prints it.
 */
class SimulationTests {

    private static final int ENOUGH_FOR_FULL_COVERAGE = 2_000;

    private final Long seed = Long.getLong("simulation.seed");
    private final long schedules = Long.getLong("simulation.schedules", 20_000);

    @Test
    void no_schedule_violates_an_invariant() {
        if (seed == null) {
            var result = Simulation.run(PlantedBug.NONE, schedules);
            var failed = result.failed();
            assertThat(failed == null)
                    .as(() -> failed == null ? "" : failed.report())
                    .isTrue();
            if (schedules >= ENOUGH_FOR_FULL_COVERAGE) {
                assertThat(result.coverage()).containsKeys(everyFaultAndState());
            }
        } else {
            var run = Simulation.replay(PlantedBug.NONE, seed);
            System.out.println(run.report());
            assertThat(run.violations()).isEmpty();
        }
    }

    /** Every fault, every final state of an order and of a payment, and every state of a reservation. */
    private static String[] everyFaultAndState() {
        var payments = EnumSet.complementOf(EnumSet.of(PaymentStatus.PENDING, PaymentStatus.AUTHORIZED));
        var letters = EnumSet.complementOf(EnumSet.of(DeadLetter.State.DISCARDED));
        return Stream.of(
                        Arrays.stream(Fault.values()).map(Fault::name),
                        Set.of("several messages in one transaction").stream(),
                        letters.stream().map(state -> "letter " + state),
                        Set.of("order CONFIRMED", "order CANCELLED").stream(),
                        Arrays.stream(RejectionReason.values()).map(reason -> "order " + reason),
                        Arrays.stream(ReservationStatus.values()).map(status -> "reservation " + status),
                        payments.stream().map(status -> "payment " + status))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }
}
