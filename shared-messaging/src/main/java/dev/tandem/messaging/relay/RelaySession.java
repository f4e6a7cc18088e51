package dev.tandem.messaging.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Sets up a connection for a relay, and gives it back as it was. */
final class RelaySession implements AutoCloseable {

    /** Along the indexes, in their order, and in no other way: to sort a backlog for each chunk of it takes for ever. */
    private static final Map<String, String> SETTINGS = Map.of(
            "plan_cache_mode", "force_generic_plan",
            "enable_seqscan", "off",
            "enable_bitmapscan", "off",
            "enable_sort", "off",
            "max_parallel_workers_per_gather", "0",
            // Longer than for business, since a chunk of a large backlog is more than a customer's statement.
            "statement_timeout", "'10s'",
            // A position that a crash forgets only repeats what it would have saved.
            "synchronous_commit", "off");

    /** A server that vanishes is noticed after so long; every statement is over by then. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(12);

    private final Connection connection;
    private final int networkTimeout;

    RelaySession(Connection connection) throws SQLException {
        this.connection = connection;
        this.networkTimeout = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            for (var setting : SETTINGS.entrySet()) {
                statement.execute("set " + setting.getKey() + " = " + setting.getValue());
            }
        }
        connection.setNetworkTimeout(Runnable::run, (int) SILENCE_LIMIT.toMillis());
    }

    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var name : SETTINGS.keySet()) {
                statement.execute("reset " + name);
            }
        }
        connection.setNetworkTimeout(Runnable::run, networkTimeout);
    }
}
