package dev.tandem.messaging.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row of a lane: its leader's lease and epoch, and how far the lane has been relayed. */
final class LaneRow implements AutoCloseable {

    private final Connection connection;
    private final int lane;
    private final PreparedStatement save;

    LaneRow(Connection connection, int lane) throws SQLException {
        this.connection = connection;
        this.lane = lane;
        try (var statement = connection.createStatement()) {
            statement.execute("insert into messaging.outbox_lane (lane) values (" + lane + ") on conflict do nothing");
        }
        save = connection.prepareStatement("""
                update messaging.outbox_lane
                set sent = ?, sending = ?, last_id = ?, highest_id = greatest(highest_id, ?),
                    drain_rate = coalesce(nullif(?, 0), drain_rate),
                    leased_until = clock_timestamp() + make_interval(secs => ?)
                where lane = ? and epoch = ?""");
    }

    /**
     * How far a leader has come.
     *
     * @param position all messages before it are in Kafka
     * @param highestId the highest id of the rows that are in Kafka
     * @param drainRate in messages per second; 0 if it is not known
     */
    record Progress(LanePosition position, long highestId, double drainRate) {}

    /**
     * Takes the lane over, if its lease has expired.
     *
     * @return the new epoch; empty if another relay holds the lease
     */
    Optional<Long> takeOver(String holder, Duration lease) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update messaging.outbox_lane
                set epoch = epoch + 1, holder = ?, leased_until = clock_timestamp() + make_interval(secs => ?)
                where lane = ? and leased_until < clock_timestamp() returning epoch""")) {
            statement.setString(1, holder);
            statement.setDouble(2, seconds(lease));
            statement.setInt(3, lane);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    LanePosition position() throws SQLException {
        try (var statement = connection.prepareStatement(
                "select sent::text, sending::text, last_id from messaging.outbox_lane where lane = ?")) {
            statement.setInt(1, lane);
            try (var row = statement.executeQuery()) {
                row.next();
                return new LanePosition(row.getString(1), row.getString(2), row.getLong(3));
            }
        }
    }

    /**
     * Saves the progress, and extends the lease.
     *
     * @return false if the epoch is over, because another relay has taken the lane over; nothing is saved then
     */
    boolean save(long epoch, Progress progress, Duration lease) throws SQLException {
        setSnapshot(1, progress.position().sent());
        setSnapshot(2, progress.position().sending());
        save.setLong(3, progress.position().lastId());
        save.setLong(4, progress.highestId());
        save.setDouble(5, progress.drainRate());
        save.setDouble(6, seconds(lease));
        save.setInt(7, lane);
        save.setLong(8, epoch);
        return save.executeUpdate() == 1;
    }

    /** Sent untyped, so that PostgreSQL infers the parameter's type. */
    private void setSnapshot(int index, @Nullable String snapshot) throws SQLException {
        save.setObject(index, snapshot, Types.OTHER);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    @Override
    public void close() throws SQLException {
        save.close();
    }
}
