package dev.tandem.simulation.world;

import dev.tandem.context.DeadlineExceededException;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Scheduler;
import dev.tandem.simulation.engine.Violations;
import dev.tandem.simulation.network.Broker;
import dev.tandem.simulation.network.Network;
import dev.tandem.simulation.network.Network.NoAnswerException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.transaction.TransactionException;

/** What all services of a world share. */
final class Infrastructure {

    final Environment environment = Environment.create();
    final Violations violations = new Violations();
    final Broker broker = new Broker();
    final Network network = new Network(environment, this::expectOnlyFaults);
    final MeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new VirtualClock(environment.time()));
    final Set<String> reached = new TreeSet<>();
    final PlantedBug bug;

    Infrastructure(PlantedBug bug) {
        this.bug = bug;
    }

    /** Measures durations in virtual time. */
    private record VirtualClock(Scheduler time) implements Clock {

        @Override
        public long wallTime() {
            return time.instant().toEpochMilli();
        }

        @Override
        public long monotonicTime() {
            return Duration.between(Scheduler.START, time.instant()).toNanos();
        }
    }

    /** Accepts failures that a fault may cause; any other is a violation. */
    void expectOnlyFaults(RuntimeException failure) {
        var expected = failure instanceof NoAnswerException
                || failure instanceof TransactionException
                || failure instanceof ServiceUnavailableException
                || failure instanceof OutcomeUnknownException
                || failure instanceof DeadlineExceededException;
        violations.check(expected, "unexpected failure: %s", failure);
    }

    void reset() {
        environment.time().reset();
        violations.reset();
        broker.reset();
        reached.clear();
    }
}
