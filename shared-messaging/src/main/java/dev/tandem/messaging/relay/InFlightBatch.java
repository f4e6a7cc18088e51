package dev.tandem.messaging.relay;

import dev.tandem.messaging.lane.LanePosition;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A chunk on its way to Kafka. It is acknowledged when Kafka has acknowledged each of its messages, and never if one of
 * them fails. It does not hold the messages: the producer does.
 */
final class InFlightBatch {

    private final int size;
    private final long highestId;
    private final LanePosition end;
    private final boolean full;
    private final long sentAt = System.nanoTime();
    private final CountDownLatch underWay;

    InFlightBatch(Chunk chunk) {
        this.full = !chunk.isLast();
        this.size = chunk.messages().size();
        this.highestId = size == 0 ? 0 : chunk.messages().getLast().id();
        this.end = chunk.end();
        this.underWay = new CountDownLatch(size);
    }

    /** Counts a message that Kafka has acknowledged, or that now waits among the dead letters. */
    void oneLess() {
        underWay.countDown();
    }

    boolean isAcknowledged() {
        return underWay.getCount() == 0;
    }

    void await(long millis) throws InterruptedException {
        underWay.await(millis, TimeUnit.MILLISECONDS);
    }

    LanePosition end() {
        return end;
    }

    int size() {
        return size;
    }

    /** Whether more messages were waiting behind this batch. */
    boolean isFull() {
        return full;
    }

    long sentAt() {
        return sentAt;
    }

    long highestId() {
        return highestId;
    }
}
