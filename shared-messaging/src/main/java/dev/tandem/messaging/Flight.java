package dev.tandem.messaging;

import dev.tandem.messaging.Ledger.Chunk;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A chunk on its way to Kafka. It has landed when all of its messages have arrived, and never does if one fails. It does not
 * keep the messages: the producer has them.
 */
final class Flight {

    private final int size;
    private final long highestId;
    private final LanePosition arrival;
    private final boolean full;
    private final long takenOffAt = System.nanoTime();
    private final CountDownLatch underWay;

    Flight(Chunk chunk) {
        this.full = !chunk.isLast();
        this.size = chunk.messages().size();
        this.highestId = size == 0 ? 0 : chunk.messages().getLast().id();
        this.arrival = chunk.end();
        this.underWay = new CountDownLatch(size);
    }

    /** One of the messages has arrived, or waits aside. */
    void oneLess() {
        underWay.countDown();
    }

    boolean hasLanded() {
        return underWay.getCount() == 0;
    }

    void await(long millis) throws InterruptedException {
        underWay.await(millis, TimeUnit.MILLISECONDS);
    }

    LanePosition arrival() {
        return arrival;
    }

    int size() {
        return size;
    }

    /** Whether more was waiting behind it. */
    boolean isFull() {
        return full;
    }

    long takenOffAt() {
        return takenOffAt;
    }

    long highestId() {
        return highestId;
    }
}
