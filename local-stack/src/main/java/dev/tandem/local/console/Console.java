package dev.tandem.local.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Stream;

/** The terminal, to which several threads write whole lines. */
public final class Console {

    private static final int WIDTH = "notification".length();

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    /** Prints a line of the launcher itself. */
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints an unexpected failure with its causes, and the place in the code where the last cause was thrown. */
    public void fail(Throwable failure) {
        say("tandem: " + failure);
        var last = failure;
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            say("  because of " + cause);
            last = cause;
        }
        Stream.of(last.getStackTrace()).limit(5).forEach(frame -> say("    at " + frame));
    }

    /** Starts a part of the system, and reports when it is ready. */
    public void ready(String part, String where, Runnable start) {
        var before = System.nanoTime();
        start.run();
        var seconds = (System.nanoTime() - before) / 1e9;
        say(String.format(Locale.ROOT, "%-22s ready   %-40s %5.1f s", part, where, seconds));
    }

    /** Prints a line that a service has logged. */
    public void log(String service, String line) {
        say(service + " ".repeat(WIDTH - service.length()) + " | " + line);
    }
}
