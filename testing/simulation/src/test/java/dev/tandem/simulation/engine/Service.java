package dev.tandem.simulation.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service that runs as two instances; each dies and restarts independently. */
public final class Service {

    private static final Duration SHORTEST_ABSENCE = Duration.ofMillis(500);
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(45);

    private final String name;
    final boolean isMortal;
    private final Stage stage;
    private final List<Instance> instances;
    private final List<Runnable> afterStart = new ArrayList<>();

    public Service(String name, boolean isMortal, Stage stage) {
        this.name = name;
        this.isMortal = isMortal;
        this.stage = stage;
        this.instances = List.of(new Instance(this, name + "/1"), new Instance(this, name + "/2"));
    }

    public String name() {
        return name;
    }

    /** Registers work to be resumed when an instance has started. */
    public void afterStart(Runnable work) {
        afterStart.add(work);
    }

    /** A running instance, for the next unit of work. */
    public Optional<Instance> anyInstance() {
        var up = instances.stream().filter(Instance::isUp).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(stage.chaos().oneOf(up));
    }

    public boolean isIdle() {
        return instances.stream().allMatch(Instance::isIdle);
    }

    void crash(Instance instance) {
        if (stage.chaos().happens(Fault.OUTAGE)) {
            var absence = stage.chaos().between(LONGEST_ABSENCE, LONGEST_OUTAGE);
            instances.stream().filter(Instance::isUp).forEach(each -> crash(each, absence));
        } else {
            crash(instance, stage.chaos().between(SHORTEST_ABSENCE, LONGEST_ABSENCE));
        }
    }

    private void crash(Instance instance, Duration absence) {
        stage.trace().add(instance.name(), "CRASH, for %s", absence);
        instance.die().forEach(stage.time()::wake);
        stage.time().after(absence, () -> start(instance));
    }

    public void startAll() {
        instances.forEach(this::start);
    }

    private void start(Instance instance) {
        if (!instance.isUp()) {
            stage.trace().add(instance.name(), "is back");
            instance.start();
            afterStart.forEach(Runnable::run);
        }
    }

    public void killAll() {
        instances.forEach(instance -> instance.die().forEach(stage.time()::wake));
    }

    public void reset() {
        instances.forEach(Instance::start);
    }
}
