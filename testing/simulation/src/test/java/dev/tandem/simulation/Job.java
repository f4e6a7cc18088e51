package dev.tandem.simulation;

import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled work of a service. It runs only when there is something to do, since looking in vain would change nothing.
 */
final class Job {

    private final Service service;
    private final Duration interval;
    private final Supplier<Optional<Instant>> due;
    private final Runnable work;
    private final Stage stage;
    private @Nullable Instant planned;

    Job(Service service, Duration interval, Supplier<Optional<Instant>> due, Runnable work, Stage stage) {
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
            service.anyInstance().ifPresent(instance -> stage.time().start(instance, this::run));
        }
    }

    private void run() {
        try {
            work.run();
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
