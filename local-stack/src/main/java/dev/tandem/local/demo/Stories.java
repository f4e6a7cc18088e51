package dev.tandem.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The stories of a folder, one in each file. */
public final class Stories {

    private static final String EXTENSION = ".http";

    private Stories() {}

    /**
     * Reads the stories, in the order of their names.
     *
     * @throws IllegalArgumentException if a file is not a story; the message says which, and why
     */
    public static List<Story> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .map(Stories::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("the stories cannot be read", failed);
        }
    }

    private static Story read(Path file) {
        try {
            var name = file.getFileName().toString();
            return new StoryFile(Files.readString(file)).story(name.substring(0, name.length() - EXTENSION.length()));
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be read", failed);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(file + ": " + malformed.getMessage(), malformed);
        }
    }
}
