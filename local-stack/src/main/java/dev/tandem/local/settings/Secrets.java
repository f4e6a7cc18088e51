package dev.tandem.local.settings;

import dev.tandem.local.console.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of this installation: a folder for each part of it, with a file for each secret. A file's name is that of
 * the setting that it gives a value to, so a service imports its folder as a configuration tree. Only the user who
 * started the system can read the files.
 *
 * @param home the folder that holds all of them
 */
public record Secrets(Path home) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    /** A part's folder, which its process may read. */
    public Path folder(String part) {
        return home.resolve(part);
    }

    /** A part's secret: 32 random bytes as URL-safe Base64, made when they are first needed. */
    public String of(String part, String setting) {
        return of(part, setting, random());
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * A secret of two parts. If one of them has lost it, it gets that of the other.
     *
     * @throws LaunchException if their secrets differ
     */
    public void shared(String setting, String part, String other) {
        var known = Files.exists(folder(part).resolve(setting)) ? of(part, setting) : of(other, setting);
        of(part, setting, known);
        if (!of(other, setting, known).equals(known)) {
            throw new LaunchException(setting + " is not the same in " + folder(part) + " and " + folder(other)
                    + ": copy the one that is right over the other");
        }
    }

    /** A part's secret, which is this value unless it was made before. */
    public synchronized String of(String part, String setting, String value) {
        var file = folder(part).resolve(setting);
        try {
            if (!Files.exists(file)) {
                write(file, value);
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("could not keep the secret " + file, failed);
        }
    }

    /** Writes beside the file and moves it into its place, so that a crash leaves no half secret. */
    private static void write(Path file, String value) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var beside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, value);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
