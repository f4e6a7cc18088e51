package dev.tandem.local;

import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The parts that have started, to be closed in the opposite order. */
final class KeptParts implements AutoCloseable {

    private final Console console;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean closing;

    KeptParts(Console console) {
        this.console = console;
    }

    /**
     * Keeps a part.
     *
     * @throws LaunchException if the stack is closing already; the part is closed at once
     */
    <T extends AutoCloseable> T keep(T part) {
        synchronized (parts) {
            if (!closing) {
                parts.push(part);
                return part;
            }
        }
        close(part);
        throw stopped();
    }

    /** From now on no part starts. */
    void refuseMore() {
        closing = true;
    }

    void refuseIfClosing() {
        if (closing) {
            throw stopped();
        }
    }

    boolean areClosing() {
        return closing;
    }

    private static LaunchException stopped() {
        return new LaunchException("stopped while starting");
    }

    @Override
    public void close() {
        refuseMore();
        synchronized (parts) {
            while (!parts.isEmpty()) {
                close(parts.pop());
            }
        }
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) { // whatever it is, the other parts have to be closed too
            console.say("Could not end a part of the stack: " + failure);
        }
    }
}
