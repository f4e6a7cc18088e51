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

    /** The column behind those of a message. */
    private static final int SNAPSHOT = 10;

    private final int lane;
    private final PreparedStatement readByTransaction;
    private final PreparedStatement readById;

    Ledger(Connection connection, int lane) throws SQLException {
        this.lane = lane;
        // The snapshot of this very statement ends a new window, so what it sees and what it reads are the same.
        readByTransaction = connection.prepareStatement("""
                select %s, snapshot
                from (select coalesce(?, pg_current_snapshot()) as snapshot) window_end
                left join lateral (%s) message on true""".formatted(OutboxMessage.COLUMNS, bounded("""
                (select %1$s from messaging.outbox
                 where xid >= ? and pg_visible_in_snapshot(xid, snapshot) and lane = ? order by xid limit ?)
                union all
                (select %1$s from messaging.outbox
                 where xid = any (?) and pg_visible_in_snapshot(xid, snapshot) and lane = ? limit ?)""", "")));
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

    /**
     * Reads the next chunk after a position. Between two windows, opens the next one: it ends with the rows that are
     * visible now.
     */
    Chunk read(LanePosition position, Limit limit) throws SQLException {
        var window = position;
        if (position.lastId() == 0) {
            var oneMore = new Limit(limit.rows() + 1, limit.bytes());
            var all = new ArrayList<OutboxMessage>(16);
            window = position.openWindow(readByTransaction(position, oneMore, all));
            if (!oneMore.isReachedBy(all)) {
                all.sort(Comparator.comparingLong(OutboxMessage::id));
                return new Chunk(all, window.closeWindow());
            }
        }
        var next = readById(window, requireNonNull(window.sending()), limit);
        return new Chunk(
                next, limit.isReachedBy(next) ? window.after(next.getLast().id()) : window.closeWindow());
    }

    /**
     * Reads a small window by the index of transactions, without touching rows that were sent before.
     *
     * @return the end of the window
     */
    private String readByTransaction(LanePosition position, Limit limit, List<OutboxMessage> messages)
            throws SQLException {
        var from = Snapshot.parse(position.sent());
        set(readByTransaction, 1, position.sending());
        set(readByTransaction, 2, from.nextTransaction());
        readByTransaction.setInt(3, lane);
        readByTransaction.setInt(4, limit.rows());
        set(readByTransaction, 5, from.openTransactions());
        readByTransaction.setInt(6, lane);
        readByTransaction.setInt(7, limit.rows());
        readByTransaction.setLong(8, limit.bytes());
        try (var rows = readByTransaction.executeQuery()) {
            rows.next();
            var end = rows.getString(SNAPSHOT);
            do {
                if (rows.getLong(1) > 0) { // a window without messages is one row without a message
                    messages.add(OutboxMessage.of(rows));
                }
            } while (rows.next());
            return end;
        }
    }

    /** Reads a large window in chunks, each of which begins where the last one ended. */
    private List<OutboxMessage> readById(LanePosition position, String sending, Limit limit) throws SQLException {
        readById.setLong(1, position.lastId());
        readById.setInt(2, lane);
        set(readById, 3, position.sent());
        set(readById, 4, sending);
        readById.setInt(5, limit.rows());
        readById.setLong(6, limit.bytes());
        var messages = new ArrayList<OutboxMessage>(limit.rows());
        try (var rows = readById.executeQuery()) {
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
        try (readByTransaction) {
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
