package dev.tandem.system;

import dev.tandem.local.LocalStack;
import dev.tandem.local.console.Console;
import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * The whole system as {@code ./tandem up} starts it, on free ports and without data. It ends with the JVM, if it is not
 * closed before.
 */
public final class RunningSystem implements AutoCloseable {

    private final LocalStack stack;
    private final Path home;

    private RunningSystem(LocalStack stack, Path home) {
        this.stack = stack;
        this.home = home;
    }

    /**
     * Starts a system.
     *
     * @param name the output goes to {@code target/<name>.log}
     */
    public static RunningSystem start(String name) {
        try {
            var target = Path.of("target").toAbsolutePath();
            var home = Files.createTempDirectory(target, name + "-");
            var log = new PrintStream(target.resolve(name + ".log").toFile());
            var system = new RunningSystem(
                    new LocalStack(StackSettings.onFreePorts(Project.ROOT, home), new Console(log)), home);
            Runtime.getRuntime().addShutdownHook(new Thread(system::close));
            system.stack.start();
            return system;
        } catch (IOException failed) {
            throw new IllegalStateException("the system did not start", failed);
        }
    }

    public LocalStack stack() {
        return stack;
    }

    @Override
    public synchronized void close() {
        stack.close();
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
