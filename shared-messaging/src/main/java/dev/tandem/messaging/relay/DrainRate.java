package dev.tandem.messaging.relay;

/**
 * The number of messages published per second while there are enough of them: the rate of full batches, as a moving
 * average.
 */
final class DrainRate {

    private static final double WEIGHT_OF_NEWEST = 0.3;

    private long acknowledgedAt = System.nanoTime();
    private double perSecond;

    /** Batches overlap, so the time of each counts from the acknowledgement of the one before. */
    void acknowledged(InFlightBatch batch) {
        var now = System.nanoTime();
        if (batch.isFull()) {
            var newest = batch.size() * 1e9 / Math.max(1, now - Math.max(acknowledgedAt, batch.sentAt()));
            perSecond = perSecond == 0 ? newest : perSecond + WEIGHT_OF_NEWEST * (newest - perSecond);
        }
        acknowledgedAt = now;
    }

    /** 0 if there has been no full batch yet. */
    double perSecond() {
        return perSecond;
    }
}
