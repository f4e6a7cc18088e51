package dev.tandem.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * A service of the system.
 *
 * @param name as people type it: {@code order} for order-service
 */
record ServiceDefinition(String name, int port, Map<String, String> environment) {

    String module() {
        return name + "-service";
    }

    String url() {
        return "http://localhost:" + port;
    }

    Path jar(Path project) {
        return project.resolve(module()).resolve("target").resolve(module() + ".jar");
    }
}
