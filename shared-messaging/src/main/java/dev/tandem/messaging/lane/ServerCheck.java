package dev.tandem.messaging.lane;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds out whether an outbox was restored from another server. */
final class ServerCheck {

    private ServerCheck() {}

    /**
     * Compares a position, and the rows of the outbox, with the transaction counter of the server. If the counter is
     * behind them, the server would see the restored messages too late or never.
     *
     * @throws IllegalStateException if the counter is behind
     */
    static void requireOwn(LanePosition position, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select pg_snapshot_xmax(coalesce(?, ?)::pg_snapshot) > next
                    or exists (select from messaging.outbox where xid >= next)
                from (select pg_snapshot_xmax(pg_current_snapshot()) as next) server""")) {
            statement.setString(1, position.sending());
            statement.setString(2, position.sent());
            try (var row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    throw new IllegalStateException("the outbox was restored from a server with other transaction ids:"
                            + " nothing is published until messaging.adopt_outbox() has been called in this database"
                            + " (docs/backup-and-restore.md)");
                }
            }
        }
    }
}
