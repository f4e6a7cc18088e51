package dev.tandem.local;

import java.io.PrintStream;

/** The terminal, to which several threads write whole lines. */
public final class Console {

    private static final int WIDTH = "notification".length();

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    /** A line of the launcher itself. */
    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A part of the system is ready. */
    void ready(String part, String where, double seconds) {
        say("%-22s ready   %-40s %5.1f s".formatted(part, where, seconds));
    }

    /** A line that a service has logged. */
    void log(String service, String line) {
        say(service + " ".repeat(WIDTH - service.length()) + " | " + line);
    }
}
