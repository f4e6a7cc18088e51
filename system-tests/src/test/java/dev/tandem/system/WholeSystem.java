package dev.tandem.system;

import dev.tandem.local.Console;
import dev.tandem.local.LocalStack;
import dev.tandem.local.StackSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

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
                .computeIfAbsent(LocalStack.class, _ -> start(), LocalStack.class);
        var type = parameter.getParameter().getType();
        if (type == Shop.class) {
            return new Shop(stack.settings());
        }
        return type == Books.class ? new Books(stack) : stack;
    }

    private static LocalStack start() {
        try {
            var target = Path.of("target").toAbsolutePath();
            var home = Files.createTempDirectory(target, "stack-");
            var log = new PrintStream(target.resolve("stack.log").toFile());
            var project = target.resolve("../..").normalize();
            var stack = new LocalStack(StackSettings.onFreePorts(project, home), new Console(log));
            stack.start();
            return stack;
        } catch (IOException failed) {
            throw new IllegalStateException("the system did not start", failed);
        }
    }
}
