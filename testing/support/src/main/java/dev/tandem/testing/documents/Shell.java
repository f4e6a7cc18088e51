package dev.tandem.testing.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Runs commands of the documents in bash. */
public final class Shell {

    /** Commands in documents do not say that {@code curl} should be quiet, and fail on an error. */
    private static final String QUIET_CURL = "curl() { command curl -sS --fail-with-body \"$@\"; }\n";

    private Shell() {}

    /**
     * Runs the commands of a block, with values in place of the examples in it.
     *
     * @return what they print
     * @throws IllegalStateException if an example is not in the block, or if the last command fails
     */
    public static String run(String commands, Map<String, String> valuesOfExamples) {
        var script = commands;
        for (var example : valuesOfExamples.entrySet()) {
            if (!script.contains(example.getKey())) {
                throw new IllegalStateException("no " + example.getKey() + " in " + commands);
            }
            script = script.replace(example.getKey(), example.getValue());
        }
        return run("set -e\n" + QUIET_CURL + script);
    }

    private static String run(String script) {
        try {
            var process = new ProcessBuilder("bash", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(script + "\nfailed: " + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
