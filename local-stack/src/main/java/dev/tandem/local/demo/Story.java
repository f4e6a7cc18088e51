package dev.tandem.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happens to one order: requests to the services, and services that are stopped and started in between.
 *
 * @param name that of its file, without the extension
 * @param summary the first line of its file
 */
public record Story(String name, String summary, List<Step> steps) {

    private static final String EXTENSION = ".http";

    /** The stories of a folder, by name. */
    public static List<Story> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .map(Story::read)
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
