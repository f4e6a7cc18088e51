package dev.tandem.contracts.release.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folders in which contracts are kept. */
public final class Folders {

    private Folders() {}

    /** The sorted names of the files in a folder; none if there is no such folder. */
    public static Stream<String> names(Path folder) {
        if (!Files.exists(folder)) {
            return Stream.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
