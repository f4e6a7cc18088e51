package dev.tandem.messaging.inbox;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the handlers of one consumer wait for what another transaction has locked: for the connection's
 * {@code lock_timeout}. After a wait in vain they wait 200 ms only, for the next five seconds: otherwise a row that many
 * messages need would take the whole time from each of them.
 */
final class LockTimeouts {

    /** Longer than a healthy transaction keeps its locks, and short enough for five attempts in a second. */
    static final Duration BRIEF = Duration.ofMillis(200);

    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private volatile long inVainAt = System.nanoTime() - MEMORY.toNanos();

    LockTimeouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another transaction has kept a handler waiting until the time was over. */
    void wasInVain() {
        inVainAt = System.nanoTime();
    }

    /** For the running transaction; a statement only while there is a reason for it. */
    void apply() {
        if (System.nanoTime() - inVainAt < MEMORY.toNanos()) {
            jdbc.sql("select set_config('lock_timeout', ?, true)")
                    .param(BRIEF.toMillis() + "ms")
                    .query(String.class)
                    .single();
        }
    }
}
