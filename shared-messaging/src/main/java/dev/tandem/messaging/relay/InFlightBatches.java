package dev.tandem.messaging.relay;

import dev.tandem.messaging.lane.LanePosition;
import dev.tandem.messaging.lane.LaneRow.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The in-flight batches in their order, and the progress behind them. */
final class InFlightBatches {

    /** The maximum number of batches in flight. */
    private static final int MOST = 3;

    private final Deque<InFlightBatch> batches = new ArrayDeque<>();
    private final DrainRate drainRate = new DrainRate();
    private LanePosition acknowledged;
    private long highestId;
    private int unsaved;

    InFlightBatches(LanePosition start) {
        this.acknowledged = start;
    }

    void add(InFlightBatch batch) {
        batches.add(batch);
    }

    /** Moves the progress past all acknowledged batches at the front. */
    void removeAcknowledged() {
        for (var next = batches.peek(); next != null && next.isAcknowledged(); next = batches.peek()) {
            batches.remove();
            acknowledged = next.end();
            if (next.size() > 0) {
                highestId = Math.max(highestId, next.highestId());
                drainRate.acknowledged(next);
                unsaved += next.size();
            }
        }
    }

    Progress progress() {
        return new Progress(acknowledged, highestId, drainRate.perSecond());
    }

    /** The number of messages that were acknowledged since the progress was last saved. */
    int unsaved() {
        return unsaved;
    }

    void markSaved() {
        unsaved = 0;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    boolean isFull() {
        return batches.size() >= MOST;
    }

    boolean isNearlyFull() {
        return batches.size() >= MOST - 1;
    }

    /** Waits for the first batch to be acknowledged. There has to be one. */
    void awaitFirst(Duration atMost) throws InterruptedException {
        batches.element().await(atMost.toMillis());
    }
}
