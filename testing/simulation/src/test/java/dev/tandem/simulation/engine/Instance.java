package dev.tandem.simulation.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** One process of a service, and the tasks that run in it. */
public final class Instance implements Host {

    private final String name;
    private final boolean canCrash;
    private final Scheduler time;
    private final Consumer<Instance> crash;
    private final Set<Task> tasks = new LinkedHashSet<>();
    private boolean up = true;

    Instance(String name, boolean canCrash, Scheduler time, Consumer<Instance> crash) {
        this.name = name;
        this.canCrash = canCrash;
        this.time = time;
        this.crash = crash;
    }

    public String name() {
        return name;
    }

    public boolean isUp() {
        return up;
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    /** Starts a task at once. Call this from an event. */
    public void start(Runnable work) {
        var task = new Task(this);
        tasks.add(task);
        time.start(task, () -> runToEnd(task, work));
    }

    private void runToEnd(Task task, Runnable work) {
        try {
            work.run();
        } finally {
            tasks.remove(task);
        }
    }

    @Override
    public boolean canCrash() {
        return canCrash;
    }

    @Override
    public void crash() {
        crash.accept(this);
    }

    /** Ends the process: each of its tasks wakes up and finds itself killed. */
    void stop() {
        up = false;
        tasks.forEach(Task::kill);
        tasks.forEach(time::wake);
    }

    void restart() {
        up = true;
    }
}
