package dev.tandem.messaging.relay;

import dev.tandem.messaging.relay.LaneRow.Progress;
import java.sql.SQLException;
import java.time.Duration;

/** A leader's lease on its lane: each save of the progress extends it, and the first save that fails ends it. */
final class LaneLease {

    private final LaneRow row;
    private final long epoch;
    private final Duration length;
    private long savedAt = System.nanoTime();
    private boolean held = true;

    LaneLease(LaneRow row, long epoch, Duration length) {
        this.row = row;
        this.epoch = epoch;
        this.length = length;
    }

    /** Whether this relay still leads, as far as it knows. */
    boolean isHeld() {
        return held;
    }

    void save(Progress progress) throws SQLException {
        savedAt = System.nanoTime();
        held = row.save(epoch, progress, length);
    }

    /** Due after a third of the lease, which leaves room for two attempts. */
    boolean isDue() {
        return sinceSave().compareTo(length.dividedBy(3)) >= 0;
    }

    Duration sinceSave() {
        return Duration.ofNanos(System.nanoTime() - savedAt);
    }

    /** Ends the term without notifying the other relays: they take over when the lease has expired or is given back. */
    void giveUp() {
        held = false;
    }

    /** Saves the progress, and lets another relay take over at once. */
    void giveBack(Progress progress) throws SQLException {
        held = false;
        row.save(epoch, progress, Duration.ZERO);
    }
}
