package dev.tandem.messaging.relay;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.lane.LanePosition;
import dev.tandem.messaging.outbox.OutboxMessage;
import dev.tandem.messaging.relay.Chunk.Limit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lane of the outbox: the rows that have become visible since a position.
 *
 * <p>The statements are prepared once, and planned once, regardless of their values: otherwise each poll of an empty
 * outbox would be planned anew, in some cases as a scan of the whole table.
 */
final class Ledger implements AutoCloseable {

    /** Rows that became visible between two snapshots: written by a transaction that the first one did not see. */
    private static final String NEW_IN_WINDOW = "not pg_visible_in_snapshot(xid, ?) and pg_visible_in_snapshot(xid, ?)";

    private final int lane;
    private final PreparedStatement currentSnapshot;
    private final PreparedStatement readByTransaction;
    private final PreparedStatement readById;

    Ledger(Connection connection, int lane) throws SQLException {
        this.lane = lane;
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
    }

    /**
     * Returns rows until their payloads reach the limit. PostgreSQL knows the sizes without reading the payloads, which
     * it stores separately if they are large.
     */
    private static String bounded(String rows, String order) {
        return """
                select %1$s from (
                    select %1$s, sum(octet_length(payload)) over (%3$s rows unbounded preceding) - octet_length(payload) as before
                    from (%4$s) message) sized
                where before < ? %3$s""".formatted(
                OutboxMessage.COLUMNS, NEW_IN_WINDOW, order, rows.formatted(OutboxMessage.COLUMNS, NEW_IN_WINDOW));
    }

    String currentSnapshot() throws SQLException {
        try (var row = currentSnapshot.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** Reads the next chunk after a position within a window. */
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

    /** Reads a small window by the index of transactions, without touching rows that were sent before. */
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

    /** Reads a large window in chunks, each of which begins where the last one ended. */
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

    /** Sent untyped, so that PostgreSQL infers the parameter's type. */
    private static void set(PreparedStatement statement, int index, @Nullable String value) throws SQLException {
        statement.setObject(index, value, Types.OTHER);
    }

    @Override
    public void close() throws SQLException {
        try (currentSnapshot;
                readByTransaction) {
            readById.close();
        }
    }

    /**
     * The parts of a snapshot: the first transaction that had not begun, and those that were open, when it was taken.
     */
    private record Snapshot(String nextTransaction, String openTransactions) {

        /** Parses the text form, {@code xmin:xmax:open,open,...}. */
        static Snapshot parse(String text) {
            var parts = text.split(":", -1);
            return new Snapshot(parts[1], "{" + parts[2] + "}");
        }
    }
}
