package dev.tandem.messaging.inbox;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the handlers of one consumer wait for a lock that another transaction holds: as long as the connection's
 * {@code lock_timeout}. For five seconds after a wait without success they wait only 200 ms: otherwise each message
 * that needs the same locked row would wait for the whole time.
 */
final class LockTimeouts {

    /** Longer than a healthy transaction holds its locks, and short enough for five attempts per second. */
    static final Duration BRIEF = Duration.ofMillis(200);

    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private volatile long inVainAt = System.nanoTime() - MEMORY.toNanos();

    LockTimeouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that a handler has waited for a lock until its {@code lock_timeout}. */
    void wasInVain() {
        inVainAt = System.nanoTime();
    }

    /** Applies to the current transaction; executes a statement only within five seconds of a wait in vain. */
    void apply() {
        if (System.nanoTime() - inVainAt < MEMORY.toNanos()) {
            applyBrief();
        }
    }

    /** Lets the current transaction wait for 200 ms only. */
    void applyBrief() {
        jdbc.sql("select set_config('lock_timeout', ?, true)")
                .param(BRIEF.toMillis() + "ms")
                .query(String.class)
                .single();
    }
}
