package dev.tandem.simulation.world;

import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A scheduled job of a service. It runs only when it has work, because other runs would change nothing. */
final class Job {

    private final Service service;
    private final Duration interval;
    private final Supplier<Optional<Instant>> due;
    private final Consumer<Instance> work;
    private final Environment environment;
    private @Nullable Instant planned;

    Job(
            Service service,
            Duration interval,
            Supplier<Optional<Instant>> due,
            Consumer<Instance> work,
            Environment environment) {
        this.service = service;
        this.interval = interval;
        this.due = due;
        this.work = work;
        this.environment = environment;
    }

    void plan() {
        due.get().ifPresent(this::planFor);
    }

    private void planFor(Instant instant) {
        var now = environment.time().instant();
        var next =
                (instant.isBefore(now) ? now : instant).plus(environment.chaos().upTo(interval));
        if (planned == null || next.isBefore(planned)) {
            planned = next;
            environment.time().at(next, () -> run(next));
        }
    }

    private void run(Instant planFor) {
        if (planFor.equals(planned)) {
            planned = null;
            service.start(this::run);
        }
    }

    private void run(Instance instance) {
        try {
            work.accept(instance);
        } catch (RuntimeException failure) {
            // The next run tries again.
        } finally {
            plan();
        }
    }

    void reset() {
        planned = null;
    }
}
