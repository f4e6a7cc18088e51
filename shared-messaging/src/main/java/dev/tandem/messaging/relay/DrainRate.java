package dev.tandem.messaging.relay;

/** How many messages leave in a second when there are enough of them: what a full batch takes, averaged over a few. */
final class DrainRate {

    private static final double WEIGHT_OF_NEWEST = 0.3;

    private long acknowledgedAt = System.nanoTime();
    private double perSecond;

    /** Batches overlap, so what one took counts from the landing of the one before. */
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
