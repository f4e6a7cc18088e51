package dev.tandem.system;

import dev.tandem.local.Console;
import dev.tandem.local.LocalStack;
import dev.tandem.local.StackSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * Gives tests the whole system as {@code ./tandem up} starts it, on free ports and without data. It is started once for
 * all tests of the JVM; what it says is in {@code target/stack.log}.
 */
final class WholeSystem implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == LocalStack.class || type == Shop.class || type == Books.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var stack = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(WholeSystem.class))
                .computeIfAbsent(Running.class, _ -> start(), Running.class)
                .stack;
        var type = parameter.getParameter().getType();
        if (type == Shop.class) {
            return new Shop(stack.settings());
        }
        return type == Books.class ? new Books(stack) : stack;
    }

    private static Running start() {
        try {
            var target = Path.of("target").toAbsolutePath();
            var home = Files.createTempDirectory(target, "stack-");
            var log = new PrintStream(target.resolve("stack.log").toFile());
            var project = target.resolve("../..").normalize();
            var system = new Running(new LocalStack(StackSettings.onFreePorts(project, home), new Console(log)), home);
            Runtime.getRuntime().addShutdownHook(new Thread(system::close));
            system.stack.start();
            return system;
        } catch (IOException failed) {
            throw new IllegalStateException("the system did not start", failed);
        }
    }

    /** The system and its home. Closed by JUnit after the last test, and by the JVM if that ends before. */
    private static final class Running implements AutoCloseable {

        private final LocalStack stack;
        private final Path home;

        Running(LocalStack stack, Path home) {
            this.stack = stack;
            this.home = home;
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
}
