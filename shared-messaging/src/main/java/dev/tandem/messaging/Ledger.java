package dev.tandem.messaging;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lane of the outbox as its relay sees it, on a connection of its own: what has come since a position, and the position.
 *
 * <p>The statements are prepared once, and planned once without regard to their values: otherwise each poll of an empty
 * outbox would be planned anew, and some by reading all of it.
 */
final class Ledger implements AutoCloseable {

    /** What came to be visible between two snapshots: written by a transaction that the first did not see. */
    private static final String NEW_IN_WINDOW = "not pg_visible_in_snapshot(xid, ?) and pg_visible_in_snapshot(xid, ?)";

    /** Along the indexes, in their order, and in no other way: to sort a backlog for each chunk of it takes for ever. */
    private static final Map<String, String> SESSION = Map.of(
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
    private final int lane;
    private final int networkTimeout;
    private final PreparedStatement currentSnapshot;
    private final PreparedStatement readByTransaction;
    private final PreparedStatement readById;
    private final PreparedStatement save;

    Ledger(Connection connection, int lane) throws SQLException {
        this.connection = connection;
        this.lane = lane;
        this.networkTimeout = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        try (var session = connection.createStatement()) {
            session.execute("insert into messaging.outbox_lane (lane) values (" + lane + ") on conflict do nothing");
            for (var setting : SESSION.entrySet()) {
                session.execute("set " + setting.getKey() + " = " + setting.getValue());
            }
        }
        connection.setNetworkTimeout(Runnable::run, (int) SILENCE_LIMIT.toMillis());
        currentSnapshot = connection.prepareStatement("select pg_current_snapshot()::text");
        readByTransaction = connection.prepareStatement(bounded("""
                (select %1$s from messaging.outbox
                 where xid >= ? and pg_visible_in_snapshot(xid, ?) and lane = ? order by xid limit ?)
                union all
                (select %1$s from messaging.outbox
                 where xid = any (?) and pg_visible_in_snapshot(xid, ?) and lane = ? limit ?)""", ""));
        readById = connection.prepareStatement(bounded("""
                select %1$s from messaging.outbox
                where id > ? and lane = ? and %2$s order by id limit ?""", "order by id"));
        save = connection.prepareStatement("""
                update messaging.outbox_lane
                set sent = ?, sending = ?, last_id = ?, highest_id = greatest(highest_id, ?),
                    drain_rate = coalesce(nullif(?, 0), drain_rate),
                    leased_until = clock_timestamp() + make_interval(secs => ?)
                where lane = ? and epoch = ?""");
    }

    /**
     * Returns rows until their payloads reach the limit. PostgreSQL knows the sizes without reading the payloads, which
     * it keeps apart from the rows if they are large.
     */
    private static String bounded(String rows, String order) {
        return """
                select %1$s from (
                    select %1$s, sum(octet_length(payload)) over (%3$s rows unbounded preceding) - octet_length(payload) as before
                    from (%4$s) message) sized
                where before < ? %3$s""".formatted(
                OutboxMessage.COLUMNS, NEW_IN_WINDOW, order, rows.formatted(OutboxMessage.COLUMNS, NEW_IN_WINDOW));
    }

    /**
     * Takes the lane over, if its lease has run out.
     *
     * @return the new epoch; empty if somebody else holds the lane
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

    String currentSnapshot() throws SQLException {
        try (var row = currentSnapshot.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * A part of a window, in the order of the ids.
     *
     * @param end the position that is reached with it
     */
    record Chunk(List<OutboxMessage> messages, LanePosition end) {

        /** Whether the window ends with it. */
        boolean isLast() {
            return end.sending() == null;
        }
    }

    /**
     * How much of the ledger to hold at a time.
     *
     * @param bytes of payload; one message that is larger comes alone
     */
    record Limit(int rows, long bytes) {

        /** Whether there may be more than these. */
        boolean isReachedBy(List<OutboxMessage> messages) {
            return messages.size() >= rows
                    || messages.stream()
                                    .mapToLong(message -> message.payload().length)
                                    .sum()
                            >= bytes;
        }
    }

    /** Reads on from a position within a window. */
    Chunk read(LanePosition position, Limit limit) throws SQLException {
        var sending = requireNonNull(position.sending());
        if (position.lastId() == 0) {
            var oneMore = new Limit(limit.rows() + 1, limit.bytes());
            var all = readByTransaction(position.sent(), sending, oneMore);
            if (!oneMore.isReachedBy(all)) {
                all.sort(Comparator.comparingLong(OutboxMessage::id));
                return new Chunk(all, position.closeWindow());
            }
        }
        var next = readById(position, sending, limit);
        return new Chunk(
                next, limit.isReachedBy(next) ? position.after(next.getLast().id()) : position.closeWindow());
    }

    /** A small window is read off the index of transactions, without a look at what was sent before. */
    private List<OutboxMessage> readByTransaction(String sent, String sending, Limit limit) throws SQLException {
        var from = Snapshot.parse(sent);
        set(readByTransaction, 1, from.nextTransaction());
        set(readByTransaction, 2, sending);
        readByTransaction.setInt(3, lane);
        readByTransaction.setInt(4, limit.rows());
        set(readByTransaction, 5, from.openTransactions());
        set(readByTransaction, 6, sending);
        readByTransaction.setInt(7, lane);
        readByTransaction.setInt(8, limit.rows());
        readByTransaction.setLong(9, limit.bytes());
        return messages(readByTransaction, 16);
    }

    /** A large one is read in chunks, each of which begins where the last has ended. */
    private List<OutboxMessage> readById(LanePosition position, String sending, Limit limit) throws SQLException {
        readById.setLong(1, position.lastId());
        readById.setInt(2, lane);
        set(readById, 3, position.sent());
        set(readById, 4, sending);
        readById.setInt(5, limit.rows());
        readById.setLong(6, limit.bytes());
        return messages(readById, limit.rows());
    }

    private static List<OutboxMessage> messages(PreparedStatement query, int expected) throws SQLException {
        var messages = new ArrayList<OutboxMessage>(expected);
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                messages.add(OutboxMessage.of(rows));
            }
        }
        return messages;
    }

    /**
     * Saves how far the lane has been relayed, and extends the lease.
     *
     * @return false if somebody else has taken the lane over; nothing is saved then
     */
    boolean save(long epoch, LanePosition position, long highestId, double drainRate, Duration lease)
            throws SQLException {
        set(save, 1, position.sent());
        set(save, 2, position.sending());
        save.setLong(3, position.lastId());
        save.setLong(4, highestId);
        save.setDouble(5, drainRate);
        save.setDouble(6, seconds(lease));
        save.setInt(7, lane);
        save.setLong(8, epoch);
        return save.executeUpdate() == 1;
    }

    /** As text of no type, which the server takes for the type that stands opposite. */
    private static void set(PreparedStatement statement, int index, @Nullable String value) throws SQLException {
        statement.setObject(index, value, Types.OTHER);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** Gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        try (var session = connection.createStatement();
                currentSnapshot;
                readByTransaction;
                readById;
                save) {
            for (var name : SESSION.keySet()) {
                session.execute("reset " + name);
            }
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        }
    }

    /** A snapshot's parts: which transactions were yet to begin, and which were open, when it was taken. */
    private record Snapshot(String nextTransaction, String openTransactions) {

        /** Its text is {@code xmin:xmax:open,open,...}. */
        static Snapshot parse(String text) {
            var parts = text.split(":", -1);
            return new Snapshot(parts[1], "{" + parts[2] + "}");
        }
    }
}
