package dev.tandem.messaging;

import dev.tandem.messaging.Ledger.Chunk;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A chunk on its way to Kafka. It has landed when all of its messages have arrived, and never does if one fails. */
final class Flight {

    private final Chunk chunk;
    private final long takenOffAt = System.nanoTime();
    private final CountDownLatch underWay;

    Flight(Chunk chunk) {
        this.chunk = chunk;
        this.underWay = new CountDownLatch(chunk.messages().size());
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
        return chunk.end();
    }

    int size() {
        return chunk.messages().size();
    }

    long takenOffAt() {
        return takenOffAt;
    }

    long highestId() {
        return chunk.messages().getLast().id();
    }
}
