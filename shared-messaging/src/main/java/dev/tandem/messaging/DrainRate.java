package dev.tandem.messaging;

/** How many messages leave in a second when there are enough of them: what a full batch takes, averaged over a few. */
final class DrainRate {

    private static final double WEIGHT_OF_NEWEST = 0.3;

    private long landedAt = System.nanoTime();
    private double perSecond;

    /** Batches overlap, so what one took counts from the landing of the one before. */
    void landed(Flight flight) {
        var now = System.nanoTime();
        if (flight.isFull()) {
            var newest = flight.size() * 1e9 / Math.max(1, now - Math.max(landedAt, flight.takenOffAt()));
            perSecond = perSecond == 0 ? newest : perSecond + WEIGHT_OF_NEWEST * (newest - perSecond);
        }
        landedAt = now;
    }

    /** 0 if there has been no full batch yet. */
    double perSecond() {
        return perSecond;
    }
}
