package dev.tandem.simulation.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One process of a service. */
public final class Instance {

    private final Service service;
    private final String name;
    private final Set<Task> tasks = new LinkedHashSet<>();
    private boolean up = true;

    Instance(Service service, String name) {
        this.service = service;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public boolean isUp() {
        return up;
    }

    boolean isMortal() {
        return service.isMortal;
    }

    void crash() {
        service.crash(this);
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    void took(Task task) {
        tasks.add(task);
    }

    void left(Task task) {
        tasks.remove(task);
    }

    void start() {
        up = true;
    }

    /** Ends all tasks of the process, and returns them. */
    List<Task> die() {
        up = false;
        var died = List.copyOf(tasks);
        died.forEach(Task::kill);
        return died;
    }
}
