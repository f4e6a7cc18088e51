package dev.tandem.messaging;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Messages on their way to Kafka, and the position that is reached when the last of them has arrived. */
final class Flight {

    private final LanePosition arrival;
    private final int size;
    private final long highestId;
    private final long takenOffAt = System.nanoTime();
    private final AtomicInteger underWay;
    private final CountDownLatch landed = new CountDownLatch(1);

    Flight(List<OutboxMessage> messages, LanePosition arrival) {
        this.arrival = arrival;
        this.size = messages.size();
        this.highestId = messages.isEmpty() ? 0 : messages.getLast().id();
        // One more than there are messages, until all have been handed over.
        this.underWay = new AtomicInteger(1);
    }

    void oneMore() {
        underWay.incrementAndGet();
    }

    void oneLess() {
        if (underWay.decrementAndGet() == 0) {
            landed.countDown();
        }
    }

    boolean hasLanded() {
        return landed.getCount() == 0;
    }

    void await(long millis) throws InterruptedException {
        landed.await(millis, TimeUnit.MILLISECONDS);
    }

    LanePosition arrival() {
        return arrival;
    }

    int size() {
        return size;
    }

    long takenOffAt() {
        return takenOffAt;
    }

    long highestId() {
        return highestId;
    }
}
