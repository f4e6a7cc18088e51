package dev.tandem.contracts.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.tandem.contracts.release.api.ApiFiles;
import dev.tandem.contracts.release.api.Folders;
import dev.tandem.contracts.release.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The folder of the contracts: {@code present} has a schema and a sample of each type and the OpenAPI document of each
 * service, {@code released/1}, {@code 2} and so on have those that were new or different in that release, sealed by
 * checksums.
 */
public final class ContractFiles {

    static final String SCHEMA = ".schema.json";
    private static final String SAMPLE = ".sample.json";
    private static final String SEAL = "SHA256SUMS";

    private final Path home;
    private final Path present;
    private final Path released;

    ContractFiles(Path home) {
        this.home = home;
        this.present = home.resolve("present");
        this.released = home.resolve("released");
    }

    /** The text of the schema that is committed for a type. */
    Optional<String> schema(String type) {
        return Optional.of(present.resolve(type + SCHEMA)).filter(Files::exists).map(ContractFiles::text);
    }

    Optional<JsonNode> sample(String type) {
        return Optional.of(present.resolve(type + SAMPLE)).filter(Files::exists).map(Json::read);
    }

    /** The types that have present files, whether or not they have records. */
    List<String> types() {
        return Folders.names(present)
                .filter(name -> name.endsWith(SCHEMA) || name.endsWith(SAMPLE))
                .map(ContractFiles::typeOf)
                .distinct()
                .toList();
    }

    void write(Collection<Present> contracts) {
        contracts.forEach(contract -> write(present.resolve(contract.type() + SCHEMA), Json.text(contract.schema())));
    }

    /** The text of a document that is committed beside the schemas, such as {@code present/asyncapi.json}. */
    Optional<String> document(String name) {
        return Optional.of(home.resolve(name)).filter(Files::exists).map(ContractFiles::text);
    }

    void write(String document, String text) {
        write(home.resolve(document), text);
    }

    ApiFiles apis() {
        return new ApiFiles(home, releases());
    }

    /** The number of releases. */
    int releases() {
        return Folders.names(released).mapToInt(Integer::parseInt).max().orElse(0);
    }

    /** Everything that was ever frozen, the oldest first. */
    List<Frozen> frozen() {
        return IntStream.rangeClosed(1, releases())
                .boxed()
                .flatMap(this::frozen)
                .toList();
    }

    /**
     * Freezes types with their present samples, and the APIs of services.
     *
     * @throws IllegalStateException if this release exists already
     */
    void freeze(int release, Collection<Present> contracts, Map<String, JsonNode> apis) {
        if (Files.exists(folder(release))) {
            throw new IllegalStateException("release %d is frozen: nothing is added to it.".formatted(release));
        }
        for (var contract : contracts) {
            write(folder(release).resolve(contract.type() + SCHEMA), Json.text(contract.schema()));
            write(
                    folder(release).resolve(contract.type() + SAMPLE),
                    Json.text(sample(contract.type()).orElseThrow()));
        }
        apis.forEach(
                (service, document) -> write(folder(release).resolve(service + ApiFiles.API), Json.text(document)));
        write(folder(release).resolve(SEAL), sums(release));
    }

    /** The releases whose files are no longer as they were frozen. */
    List<Integer> brokenSeals() {
        return IntStream.rangeClosed(1, releases())
                .filter(release -> !sums(release).equals(seal(release)))
                .boxed()
                .toList();
    }

    private Stream<Frozen> frozen(int release) {
        return Folders.names(folder(release))
                .filter(name -> name.endsWith(SCHEMA))
                .map(ContractFiles::typeOf)
                .map(type -> new Frozen(
                        release,
                        type,
                        Json.read(folder(release).resolve(type + SCHEMA)),
                        Json.read(folder(release).resolve(type + SAMPLE))));
    }

    private Path folder(int release) {
        return released.resolve(Integer.toString(release));
    }

    private String seal(int release) {
        var seal = folder(release).resolve(SEAL);
        return Files.exists(seal) ? text(seal) : "none";
    }

    /** In the format of {@code sha256sum}, which can check it, too. */
    private String sums(int release) {
        return Folders.names(folder(release))
                .filter(name -> !name.equals(SEAL))
                .map(name -> sha256(text(folder(release).resolve(name))) + "  " + name + "\n")
                .collect(joining());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String typeOf(String name) {
        return name.replaceFirst("\\.(schema|sample)\\.json$", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
