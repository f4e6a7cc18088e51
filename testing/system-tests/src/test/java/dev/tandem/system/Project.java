package dev.tandem.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the project, of which this module is a part. */
public final class Project {

    /** The folder of the root pom; Maven runs tests in the folder of their module, two levels below. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Project() {}

    /** The folders of the modules, as the root pom lists them. */
    public static Stream<String> modules() {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(read("pom.xml"))
                .results()
                .map(module -> module.group(1));
    }

    /** The services by their names, {@code order} for order-service. */
    public static Stream<String> services() {
        return modules()
                .filter(module -> module.matches("\\w+-service"))
                .map(module -> module.substring(0, module.length() - "-service".length()));
    }

    private static String read(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " cannot be read", failed);
        }
    }

    public static Path file(String path) {
        return ROOT.resolve(path);
    }
}
