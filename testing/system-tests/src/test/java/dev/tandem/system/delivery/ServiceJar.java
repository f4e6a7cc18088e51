package dev.tandem.system.delivery;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tandem.system.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The executable jar of a service, with the libraries that it contains and those that its CycloneDX document lists. */
record ServiceJar(Path file) {

    static final String LIST = "META-INF/sbom/application.cdx.json";
    static final String LIBRARIES = "BOOT-INF/lib/";

    private static final JsonMapper JSON = new JsonMapper();

    static ServiceJar of(String service) {
        return new ServiceJar(Project.file("%1$s-service/target/%1$s-service-exec.jar".formatted(service)));
    }

    Set<Library> contained() {
        return read(jar -> jar.stream()
                .filter(entry -> entry.getName().startsWith(LIBRARIES) && !entry.isDirectory())
                .map(entry -> library(jar, entry))
                .collect(toUnmodifiableSet()));
    }

    /** The times of its files. A jar keeps them without a time zone; the build writes them in UTC. */
    Set<LocalDateTime> times() {
        return read(jar -> jar.stream().map(ZipEntry::getTimeLocal).collect(toUnmodifiableSet()));
    }

    /** Without the starters of Spring Boot, which only name other libraries. */
    Set<Library> listed() {
        return list().path("components")
                .valueStream()
                .filter(not(Starters::contains))
                .map(component -> new Library(fileName(component), sha256(component)))
                .collect(toUnmodifiableSet());
    }

    JsonNode list() {
        return read(jar -> {
            var entry = jar.getEntry(LIST);
            if (entry == null) {
                throw new AssertionError(file + " has no " + LIST + ", which Maven makes only while it is online");
            }
            return JSON.readTree(content(jar, entry));
        });
    }

    static String fileName(JsonNode component) {
        return component.path("name").asString() + "-"
                + component.path("version").asString() + ".jar";
    }

    static String sha256(JsonNode component) {
        return component
                .path("hashes")
                .valueStream()
                .filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                .map(hash -> hash.path("content").asString())
                .findAny()
                .orElse("no SHA-256");
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Library library(ZipFile jar, ZipEntry entry) {
        return new Library(entry.getName().substring(LIBRARIES.length()), sha256(content(jar, entry)));
    }

    private static byte[] content(ZipFile jar, ZipEntry entry) {
        try (InputStream content = jar.getInputStream(entry)) {
            return content.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private interface Reading<T> {
        T from(ZipFile jar);
    }

    private <T> T read(Reading<T> reading) {
        if (!Files.exists(file)) {
            throw new AssertionError(file + " is missing: build the services first");
        }
        try (var jar = new ZipFile(file.toFile())) {
            return reading.from(jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
