package dev.tandem.messaging.relay;

import dev.tandem.messaging.lane.LanePosition;
import dev.tandem.messaging.relay.Chunk.Limit;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lane chunk by chunk: each begins where the one before ended. Within a window it reads the next chunk while
 * the last one is sent. All users of the ledger share one connection, so the others wait meanwhile.
 */
final class ReadAhead implements AutoCloseable {

    private final Ledger ledger;
    private final Limit limit;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("outbox-read-ahead").factory());
    private @Nullable Future<Chunk> next;

    ReadAhead(Ledger ledger, Limit limit) {
        this.ledger = ledger;
        this.limit = limit;
    }

    Chunk read(LanePosition position) throws SQLException {
        var chunk = next == null ? ledger.read(position, limit) : await(next);
        next = chunk.isLast() ? null : reader.submit(() -> ledger.read(chunk.end(), limit));
        return chunk;
    }

    private static Chunk await(Future<Chunk> chunk) throws SQLException {
        try {
            return chunk.get();
        } catch (ExecutionException failed) {
            throw new SQLException("cannot read the next chunk: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", interrupted);
        }
    }

    /** Waits for the chunk that is being read, so that the connection is no longer in use. */
    @Override
    public void close() {
        reader.close();
    }
}
