package dev.tandem.benchmark.infrastructure;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process with the class path of this one. The two exchange lines of text. */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.input = process.outputWriter();
        this.output = process.inputReader();
    }

    static JavaProcess start(Class<?> main, Path log, List<String> arguments) {
        return start(main, log, List.of("-Xmx1g"), arguments);
    }

    /** Starts a process with these options of its JVM. Its errors go to the log. */
    public static JavaProcess start(Class<?> main, Path log, List<String> javaOptions, List<String> arguments) {
        var command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        try {
            return new JavaProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next line of its output. */
    public String readLine() {
        try {
            var line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the process ended too early:\n" + Files.readString(log));
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void writeLine(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Closes its input, which lets it end; kills it if it takes too long. */
    @Override
    public void close() {
        try {
            input.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException ended) {
            kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
