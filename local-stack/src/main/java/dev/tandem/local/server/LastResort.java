package dev.tandem.local.server;

import java.time.Duration;

/** Takes action after a time limit, even if something hangs. */
public final class LastResort {

    /** People and process managers wait ten seconds for a process to end before they kill it. */
    public static final Duration END_LIMIT = Duration.ofSeconds(9);

    /** The exit code by which the shell reports a process that was asked to end. */
    private static final int ENDED_BY_TERM = 128 + 15;

    private LastResort() {}

    /** Runs an action after a time, unless the JVM has ended by then. */
    public static void after(Duration time, Runnable action) {
        Thread.ofPlatform().daemon().name("last-resort").start(() -> {
            try {
                Thread.sleep(time);
                action.run();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Ends the JVM without its shutdown hooks, one of which may be hanging. */
    public static void halt() {
        Runtime.getRuntime().halt(ENDED_BY_TERM);
    }
}
