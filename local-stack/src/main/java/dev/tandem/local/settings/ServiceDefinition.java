package dev.tandem.local.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A service of the system.
 *
 * @param name as people type it: {@code order} for order-service
 * @param database the name of its database, and of the role as which it connects
 */
public record ServiceDefinition(
        String name, String module, String database, int port, Map<String, String> environment) {

    /** A second instance, which listens on another port. */
    public ServiceDefinition second(int otherPort) {
        var other = new HashMap<>(environment);
        other.put("SERVER_PORT", "" + otherPort);
        return new ServiceDefinition(name + "-2", module, database, otherPort, other);
    }

    /** The role that owns the tables. */
    public String owner() {
        return database + "_owner";
    }

    /** The part of the installation that has the secrets of the owner. */
    public String migration() {
        return module + "-migration";
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public Path jar(Path project) {
        return project.resolve(module()).resolve("target").resolve(module() + "-exec.jar");
    }
}
