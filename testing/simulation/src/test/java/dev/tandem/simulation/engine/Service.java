package dev.tandem.simulation.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A service that runs as two instances; each dies and restarts independently. */
public final class Service {

    private static final Duration SHORTEST_ABSENCE = Duration.ofMillis(500);
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(45);

    private final String name;
    private final Stage stage;
    private final List<Instance> instances;
    private final List<Runnable> afterStart = new ArrayList<>();

    private Service(String name, boolean canCrash, Stage stage) {
        this.name = name;
        this.stage = stage;
        this.instances = Stream.of(name + "/1", name + "/2")
                .map(each -> new Instance(each, canCrash, stage.time(), this::crash))
                .toList();
    }

    public static Service thatMayCrash(String name, Stage stage) {
        return new Service(name, true, stage);
    }

    public static Service thatNeverCrashes(String name, Stage stage) {
        return new Service(name, false, stage);
    }

    public String name() {
        return name;
    }

    /** Registers work to be resumed when an instance has started. */
    public void afterStart(Runnable work) {
        afterStart.add(work);
    }

    /** One of the running instances, by chance. */
    public Optional<Instance> anyInstance() {
        var up = instances.stream().filter(Instance::isUp).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(stage.chaos().oneOf(up));
    }

    /** Starts a task in one of the running instances; returns false if there is none. */
    public boolean start(Consumer<Instance> work) {
        var chosen = anyInstance();
        chosen.ifPresent(instance -> instance.start(() -> work.accept(instance)));
        return chosen.isPresent();
    }

    public boolean isIdle() {
        return instances.stream().allMatch(Instance::isIdle);
    }

    private void crash(Instance instance) {
        if (stage.chaos().happens(Fault.OUTAGE)) {
            var absence = stage.chaos().between(LONGEST_ABSENCE, LONGEST_OUTAGE);
            instances.stream().filter(Instance::isUp).forEach(each -> crash(each, absence));
        } else {
            crash(instance, stage.chaos().between(SHORTEST_ABSENCE, LONGEST_ABSENCE));
        }
    }

    private void crash(Instance instance, Duration absence) {
        stage.trace().add(instance.name(), "CRASH, for %s", absence);
        instance.stop();
        stage.time().after(absence, () -> restart(instance));
    }

    public void startAll() {
        instances.forEach(this::restart);
    }

    private void restart(Instance instance) {
        if (!instance.isUp()) {
            stage.trace().add(instance.name(), "is back");
            instance.restart();
            afterStart.forEach(Runnable::run);
        }
    }

    public void killAll() {
        instances.forEach(Instance::stop);
    }

    public void reset() {
        instances.forEach(Instance::restart);
    }
}
