package dev.tandem.messaging.lane;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds out whether the outbox of a lane was restored from another server. */
final class ServerCheck {

    private ServerCheck() {}

    /**
     * Compares the position of a lane, and the rows of the outbox, with the transaction counter of the server. If the
     * counter is behind them, the server would see the restored messages too late, and take later ones for sent. The
     * lane is refused from then on, until the outbox is adopted.
     *
     * @throws IllegalStateException if the lane is refused
     */
    static void requireOwn(int lane, Connection connection) throws SQLException {
        if (isForeign(lane, connection)) {
            refuse(lane, connection);
            throw new IllegalStateException("the outbox was restored from a server with other transaction ids:"
                    + " nothing is published until messaging.adopt_outbox() has been called in this database"
                    + " (docs/backup-and-restore.md)");
        }
    }

    private static boolean isForeign(int lane, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select exists (select from messaging.outbox where xid >= next)
                    or exists (select from messaging.outbox_lane where lane = ?
                               and (refused_at is not null or pg_snapshot_xmax(coalesce(sending, sent)) > next))
                from (select pg_snapshot_xmax(pg_current_snapshot()) as next) server""")) {
            statement.setInt(1, lane);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void refuse(int lane, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "update messaging.outbox_lane set refused_at = coalesce(refused_at, now()) where lane = ?")) {
            statement.setInt(1, lane);
            statement.executeUpdate();
        }
    }
}
