package dev.tandem.system;

import dev.tandem.local.LocalStack;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the whole system, which is started once for all tests of the JVM and stopped after the last of them. */
public final class WholeSystem implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == LocalStack.class || type == Shop.class || type == SystemInvariants.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var stack = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(WholeSystem.class))
                .computeIfAbsent(RunningSystem.class, _ -> RunningSystem.start("stack"), RunningSystem.class)
                .stack();
        var type = parameter.getParameter().getType();
        if (type == Shop.class) {
            return new Shop(stack.settings());
        }
        return type == SystemInvariants.class ? new SystemInvariants(stack) : stack;
    }
}
