package dev.tandem.messaging.relay;

import dev.tandem.messaging.lane.LanePosition;
import dev.tandem.messaging.outbox.OutboxMessage;
import java.util.List;

/**
 * A part of a window, in the order of the ids.
 *
 * @param end the position that is reached with this chunk
 */
record Chunk(List<OutboxMessage> messages, LanePosition end) {

    /**
     * How much of the ledger to hold at a time.
     *
     * @param bytes of payload; a message that is larger is read alone
     */
    record Limit(int rows, long bytes) {

        /** Whether there may be more rows than these. */
        boolean isReachedBy(List<OutboxMessage> messages) {
            return messages.size() >= rows
                    || messages.stream()
                                    .mapToLong(message -> message.payload().length)
                                    .sum()
                            >= bytes;
        }
    }

    /** Whether the window ends with this chunk. */
    boolean isLast() {
        return end.sending() == null;
    }
}
