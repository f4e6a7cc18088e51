package dev.tandem.benchmark.orders.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of a commit, with the jars that are built from them. */
public record Checkout(Path folder) {

    private static final String MODULES =
            "local-stack,order-service,payment-service,inventory-service,notification-service";

    /** The checkout in which the benchmark itself lies; {@code ./tandem bench} has built it. */
    public static Checkout present() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("tandem")))
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new IllegalStateException("not in a checkout of Tandem"));
    }

    /**
     * The files of another commit, below the target folder of the benchmark. They are built at the first use.
     *
     * @throws IllegalStateException if there is no such commit, or if Maven cannot build it
     */
    public Checkout at(String revision) {
        var commit = run(folder, "git", "rev-parse", "--verify", revision + "^{commit}")
                .strip();
        var other = folder.resolve("testing/benchmark/target/commits").resolve(commit);
        var built = other.resolve("built");
        try {
            if (!Files.exists(built)) {
                Files.createDirectories(other);
                var files = other.resolve("files.tar").toString();
                run(folder, "git", "archive", "--output", files, commit);
                run(other, "tar", "-xf", files);
                run(
                        other,
                        "mvn",
                        "-B",
                        "-q",
                        "package",
                        "-Dmaven.test.skip",
                        "-Dspotless.check.skip",
                        "-am",
                        "-pl",
                        MODULES);
                Files.createFile(built);
            }
        } catch (IOException failed) {
            throw new IllegalStateException("cannot build " + revision, failed);
        }
        return new Checkout(other);
    }

    /** The commit of this folder, and whether its files have changed since; unknown without git. */
    public String commit() {
        try {
            return presentCommit();
        } catch (IllegalStateException noRepository) {
            return "unknown";
        }
    }

    private String presentCommit() {
        var changed = run(folder, "git", "status", "--porcelain", "--untracked-files=no")
                        .isBlank()
                ? ""
                : ", changed";
        return run(folder, "git", "rev-parse", "--short", "HEAD").strip() + changed;
    }

    private static String run(Path folder, String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", List.of(command)) + " has failed:\n" + output);
            }
            return output;
        } catch (IOException failed) {
            throw new IllegalStateException(command[0] + " cannot be run", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
