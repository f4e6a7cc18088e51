package dev.tandem.messaging.relay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A chunk on its way to Kafka. It is acknowledged when Kafka has acknowledged each of its messages, and never is if one fails.
 * It does not keep the messages: the producer has them.
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

    /** One of the messages has arrived, or waits aside. */
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

    /** Whether more was waiting behind it. */
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
