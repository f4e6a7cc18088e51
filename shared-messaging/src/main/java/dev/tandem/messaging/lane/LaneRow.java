package dev.tandem.messaging.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The row of a lane: its leader's lease and epoch, and how far the lane has been relayed. */
public final class LaneRow implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LaneRow.class);

    private static final String SAVE = """
            update messaging.outbox_lane
            set sent = ?, sending = ?, last_id = ?, highest_id = greatest(highest_id, ?),
                drain_rate = coalesce(nullif(?, 0), drain_rate),
                leased_until = clock_timestamp() + make_interval(secs => ?), led_at = clock_timestamp()
            where lane = ? and epoch = ?""";

    private final Connection connection;
    private final int lane;
    private final PreparedStatement saveInPlace;
    private final PreparedStatement save;

    /** Where the present version of the row is stored, as far as this relay knows. */
    private @Nullable String place;

    public LaneRow(Connection connection, int lane) throws SQLException {
        this.connection = connection;
        this.lane = lane;
        saveInPlace = connection.prepareStatement(SAVE + " and ctid = ?::tid returning ctid::text");
        save = connection.prepareStatement(SAVE + " returning ctid::text");
    }

    /**
     * How far a leader has come.
     *
     * @param position all messages before it are in Kafka
     * @param highestId the highest id of the rows that are in Kafka
     * @param drainRate in messages per second; 0 if it is not known
     */
    public record Progress(LanePosition position, long highestId, double drainRate) {}

    /**
     * Takes the lane over, if its lease has expired. A lease that lasts longer than the lease of any relay is ignored:
     * its time comes from another clock, as can happen after a restore. Creates the row if it is missing.
     *
     * @param lease the duration of the lease; all relays of the lane must use the same value
     * @return the new epoch; empty if another relay holds the lease
     */
    public Optional<Long> takeOver(String holder, Duration lease) throws SQLException {
        var epoch = takeOverExisting(holder, lease);
        return epoch.isEmpty() && isMadeAnew() ? takeOverExisting(holder, lease) : epoch;
    }

    private Optional<Long> takeOverExisting(String holder, Duration lease) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update messaging.outbox_lane
                set epoch = greatest(nextval('messaging.outbox_epoch'), epoch + 1), holder = ?, leased_until = clock_timestamp() + make_interval(secs => ?)
                where lane = ? and (leased_until < clock_timestamp()
                                    or leased_until > clock_timestamp() + make_interval(secs => ?))
                returning epoch""")) {
            statement.setString(1, holder);
            statement.setDouble(2, seconds(lease));
            statement.setInt(3, lane);
            statement.setDouble(4, seconds(lease));
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** A new row says that nothing has been sent, so the relay begins at the oldest message that the outbox holds. */
    private boolean isMadeAnew() throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into messaging.outbox_lane (lane) select ?
                where not exists (select from messaging.outbox_lane where lane = ?) on conflict do nothing
                returning exists (select from messaging.outbox message where message.lane = outbox_lane.lane)""")) {
            statement.setInt(1, lane);
            statement.setInt(2, lane);
            try (var made = statement.executeQuery()) {
                var isNew = made.next();
                if (isNew && made.getBoolean(1)) {
                    log.warn(
                            "lane {} of the outbox had no row: its relay begins at the oldest message that the outbox"
                                    + " holds, so messages that were sent before are sent again",
                            lane);
                }
                return isNew;
            }
        }
    }

    /**
     * Checks that the outbox was not restored from another server.
     *
     * @throws IllegalStateException if the outbox was restored from another server; nothing may be published until the
     *     outbox is adopted
     */
    public void requireOwnServer() throws SQLException {
        ServerCheck.requireOwn(lane, connection);
    }

    /** Where a new leader begins. */
    public LanePosition position() throws SQLException {
        try (var statement = connection.prepareStatement(
                "select sent::text, sending::text, last_id from messaging.outbox_lane where lane = ?")) {
            statement.setInt(1, lane);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the row of lane " + lane + " has just been deleted");
                }
                return new LanePosition(row.getString(1), row.getString(2), row.getLong(3));
            }
        }
    }

    /**
     * Saves the progress, and extends the lease.
     *
     * <p>While a long transaction of another session keeps all old versions of the row, each lookup of the row would
     * have to read all these versions. Therefore the update goes to the place where the row was last written, and the
     * row is looked up only if it is no longer there.
     *
     * @return false if the epoch is over, because another relay has taken the lane over or the row was deleted; nothing
     *     is saved then
     */
    public boolean save(long epoch, Progress progress, Duration lease) throws SQLException {
        if (place != null) {
            set(saveInPlace, epoch, progress, lease);
            saveInPlace.setString(9, place);
            place = newPlace(saveInPlace);
        }
        if (place == null) {
            set(save, epoch, progress, lease);
            place = newPlace(save);
        }
        return place != null;
    }

    private void set(PreparedStatement update, long epoch, Progress progress, Duration lease) throws SQLException {
        // The snapshots are sent untyped, so that PostgreSQL infers the parameter's type.
        update.setObject(1, progress.position().sent(), Types.OTHER);
        update.setObject(2, progress.position().sending(), Types.OTHER);
        update.setLong(3, progress.position().lastId());
        update.setLong(4, progress.highestId());
        update.setDouble(5, progress.drainRate());
        update.setDouble(6, seconds(lease));
        update.setInt(7, lane);
        update.setLong(8, epoch);
    }

    private static @Nullable String newPlace(PreparedStatement update) throws SQLException {
        try (var row = update.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    @Override
    public void close() throws SQLException {
        try (saveInPlace) {
            save.close();
        }
    }
}
