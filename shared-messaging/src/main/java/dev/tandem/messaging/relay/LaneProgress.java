package dev.tandem.messaging.relay;

import dev.tandem.messaging.lane.LaneLease;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Saves the position behind the acknowledged messages of a term: often enough that no more than three batches can ever
 * be sent again, and not more often than that needs.
 */
final class LaneProgress {

    /** Saving more often would cost each message more writes; what a crash repeats meanwhile, the inboxes recognise. */
    private static final Duration BETWEEN_SAVES = Duration.ofMillis(100);

    private final InFlightBatches batches;
    private final LaneLease lease;
    private final int batchSize;

    LaneProgress(InFlightBatches batches, LaneLease lease, int batchSize) {
        this.batches = batches;
        this.lease = lease;
        this.batchSize = batchSize;
    }

    void saveIfDue() throws SQLException {
        if (isSaveDue() || lease.isSaveDue()) {
            batches.markSaved();
            lease.save(batches.progress());
        }
    }

    /** Acknowledged batches that are not saved count like those in flight. */
    private boolean isSaveDue() {
        var isMuch = batches.unsaved() >= batchSize || batches.isNearlyFull();
        return batches.unsaved() > 0 && (isMuch || lease.sinceExtension().compareTo(BETWEEN_SAVES) >= 0);
    }
}
