package dev.tandem.simulation.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A service that runs as two instances; each crashes and restarts independently of the other. */
public final class Service {

    private static final Duration SHORTEST_DOWNTIME = Duration.ofMillis(500);
    private static final Duration LONGEST_DOWNTIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(45);

    private final String name;
    private final Environment environment;
    private final List<Instance> instances;
    private final List<Runnable> afterRestart = new ArrayList<>();

    private Service(String name, boolean canCrash, Environment environment) {
        this.name = name;
        this.environment = environment;
        this.instances = Stream.of(name + "/1", name + "/2")
                .map(each -> new Instance(each, canCrash, environment.time(), this::crash))
                .toList();
    }

    public static Service thatMayCrash(String name, Environment environment) {
        return new Service(name, true, environment);
    }

    public static Service thatNeverCrashes(String name, Environment environment) {
        return new Service(name, false, environment);
    }

    public String name() {
        return name;
    }

    /** Registers work that continues when an instance has restarted. */
    public void afterRestart(Runnable work) {
        afterRestart.add(work);
    }

    /** One of the running instances, by chance. */
    public Optional<Instance> anyInstance() {
        var up = instances.stream().filter(Instance::isUp).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(environment.chaos().oneOf(up));
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
        if (environment.chaos().happens(Fault.OUTAGE)) {
            var downtime = environment.chaos().between(LONGEST_DOWNTIME, LONGEST_OUTAGE);
            instances.stream().filter(Instance::isUp).forEach(each -> crash(each, downtime));
        } else {
            crash(instance, environment.chaos().between(SHORTEST_DOWNTIME, LONGEST_DOWNTIME));
        }
    }

    private void crash(Instance instance, Duration downtime) {
        environment.trace().add(instance.name(), "CRASH, for %s", downtime);
        instance.stop();
        environment.time().after(downtime, () -> restart(instance));
    }

    public void restartAll() {
        instances.forEach(this::restart);
    }

    private void restart(Instance instance) {
        if (!instance.isUp()) {
            environment.trace().add(instance.name(), "is back");
            instance.restart();
            afterRestart.forEach(Runnable::run);
        }
    }

    public void stopAll() {
        instances.forEach(Instance::stop);
    }

    public void reset() {
        instances.forEach(Instance::restart);
    }
}
