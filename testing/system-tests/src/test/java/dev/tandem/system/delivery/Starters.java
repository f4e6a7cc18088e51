package dev.tandem.system.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import tools.jackson.databind.JsonNode;

/**
 * The starters of Spring Boot. A list of libraries contains them, since Maven knows them as libraries. No executable
 * jar does, since their jars contain nothing but a manifest.
 */
final class Starters {

    /** Maven tells each test where it keeps the jars. */
    private static final Path REPOSITORY = Path.of(System.getProperty("localRepository", "no repository"));

    private Starters() {}

    /** Whether the component is a starter, by the content of the very jar that the list names by its hash. */
    static boolean contains(JsonNode component) {
        var jar = jar(component);
        return component.path("name").asString().contains("-starter") && isListed(jar, component) && isEmpty(jar);
    }

    private static Path jar(JsonNode component) {
        return REPOSITORY
                .resolve(component.path("group").asString().replace('.', '/'))
                .resolve(component.path("name").asString())
                .resolve(component.path("version").asString())
                .resolve(ServiceJar.fileName(component));
    }

    private static boolean isListed(Path jar, JsonNode component) {
        try {
            return ServiceJar.sha256(Files.readAllBytes(jar)).equals(ServiceJar.sha256(component));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isEmpty(Path file) {
        try (var jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .allMatch(entry ->
                            entry.isDirectory() || entry.getName().matches("META-INF/(MANIFEST\\.MF|.*\\.txt)"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
