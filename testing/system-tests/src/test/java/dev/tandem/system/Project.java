package dev.tandem.system;

import java.nio.file.Path;

/** The files of the project, of which this module is a part. */
public final class Project {

    /** The folder of the root pom; Maven runs tests in the folder of their module, two levels below. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Project() {}

    public static Path file(String path) {
        return ROOT.resolve(path);
    }
}
