package dev.tandem.messaging.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** The settings of the connection that a relay keeps for itself. */
final class RelaySession {

    /**
     * Reads along the indexes, in their order, and in no other way: sorting a backlog for each of its chunks would take
     * forever.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "plan_cache_mode", "force_generic_plan",
            "enable_seqscan", "off",
            "enable_bitmapscan", "off",
            "enable_sort", "off",
            "max_parallel_workers_per_gather", "0",
            // Longer than for business, since a chunk of a large backlog is more work than a customer's statement.
            "statement_timeout", "'10s'",
            // A truncation may hold its lock for longer than business waits for one; the limit of a statement holds.
            "lock_timeout", "0",
            // A position that is lost in a crash only causes its messages to be sent again.
            "synchronous_commit", "off");

    /** How long it takes to notice that the server has vanished; every statement ends before. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(12);

    private RelaySession() {}

    static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            for (var setting : SETTINGS.entrySet()) {
                statement.execute("set " + setting.getKey() + " = " + setting.getValue());
            }
        }
        connection.setNetworkTimeout(Runnable::run, (int) SILENCE_LIMIT.toMillis());
    }
}
