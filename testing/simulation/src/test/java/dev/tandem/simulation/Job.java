package dev.tandem.simulation;

import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled work of a service. It runs only when there is something to do, since looking in vain would change nothing.
 */
final class Job {

    private final Service service;
    private final Duration interval;
    private final Supplier<Optional<Instant>> due;
    private final Consumer<Instance> work;
    private final Stage stage;
    private @Nullable Instant planned;

    Job(Service service, Duration interval, Supplier<Optional<Instant>> due, Consumer<Instance> work, Stage stage) {
        this.service = service;
        this.interval = interval;
        this.due = due;
        this.work = work;
        this.stage = stage;
    }

    void plan() {
        due.get().ifPresent(this::planFor);
    }

    private void planFor(Instant instant) {
        var now = stage.time().instant();
        var next = (instant.isBefore(now) ? now : instant).plus(stage.chaos().upTo(interval));
        if (planned == null || next.isBefore(planned)) {
            planned = next;
            stage.time().at(next, () -> run(next));
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
