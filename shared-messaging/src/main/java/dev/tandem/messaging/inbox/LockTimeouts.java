package dev.tandem.messaging.inbox;

import java.time.Duration;
import java.util.function.Consumer;
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

    private final Consumer<Duration> limit;
    private volatile long inVainAt = System.nanoTime() - MEMORY.toNanos();

    /** Sets the limit of the current transaction by the given function. */
    LockTimeouts(Consumer<Duration> limit) {
        this.limit = limit;
    }

    static LockTimeouts of(JdbcClient jdbc) {
        return new LockTimeouts(longest -> jdbc.sql("select set_config('lock_timeout', ?, true)")
                .param(longest.toMillis() + "ms")
                .query(String.class)
                .single());
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
        limit.accept(BRIEF);
    }
}
