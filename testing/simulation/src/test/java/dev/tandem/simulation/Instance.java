package dev.tandem.simulation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One process of a service. */
final class Instance {

    final Service service;
    final String name;
    private final Set<Task> tasks = new LinkedHashSet<>();
    private boolean up = true;

    Instance(Service service, String name) {
        this.service = service;
        this.name = name;
    }

    boolean isUp() {
        return up;
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
