package dev.tandem.messaging.lane;

import dev.tandem.messaging.lane.LaneRow.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A leader's lease on its lane. The leader extends the lease each time it saves its progress. If the next save takes
 * too long, the {@link LeaseKeeper} extends the lease. The lease ends when the first attempt to extend it finds another
 * epoch.
 */
public final class LaneLease implements AutoCloseable {

    /** More than any step of a leader may take: after that, another relay has to take over. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private final LaneRow row;
    private final int lane;
    private final long epoch;
    private final Duration length;
    private final LeaseKeeper keeper;
    private final LongSupplier nanoTime;
    private volatile long extendedAt;
    private volatile long aliveAt;
    private volatile boolean held = true;

    LaneLease(LaneRow row, int lane, long epoch, Duration length, LeaseKeeper keeper, LongSupplier nanoTime) {
        this.row = row;
        this.lane = lane;
        this.epoch = epoch;
        this.length = length;
        this.keeper = keeper;
        this.nanoTime = nanoTime;
        this.extendedAt = nanoTime.getAsLong();
        this.aliveAt = extendedAt;
    }

    int lane() {
        return lane;
    }

    long epoch() {
        return epoch;
    }

    Duration length() {
        return length;
    }

    /** Whether this relay still leads, as far as it knows. */
    public boolean isHeld() {
        return held;
    }

    /**
     * Notes that the leader is at work. The lease is extended only while the leader calls this method at least every
     * thirty seconds.
     */
    public void noteProgress() {
        aliveAt = nanoTime.getAsLong();
    }

    public void save(Progress progress) throws SQLException {
        noteExtended();
        if (!row.save(epoch, progress, length)) {
            held = false;
        }
    }

    public Duration sinceExtension() {
        return since(extendedAt);
    }

    /** The leader saves its progress after a third of the lease, even if it has made none since the last save. */
    public boolean isSaveDue() {
        return sinceExtension().compareTo(length.dividedBy(3)) >= 0;
    }

    /** The leader has not saved in time, but is alive. */
    boolean isExtensionDue() {
        return held
                && sinceExtension().compareTo(length.dividedBy(2)) >= 0
                && since(aliveAt).compareTo(LONGEST_STEP) < 0;
    }

    void noteExtended() {
        extendedAt = nanoTime.getAsLong();
    }

    private Duration since(long earlier) {
        return Duration.ofNanos(nanoTime.getAsLong() - earlier);
    }

    /** Ends the term without notifying the other relays: they take over when the lease has expired or is given back. */
    public void giveUp() {
        held = false;
    }

    /** Saves the progress, and lets another relay take over at once. */
    public void giveBack(Progress progress) throws SQLException {
        close();
        row.save(epoch, progress, Duration.ZERO);
    }

    /** Stops extending the lease. */
    @Override
    public void close() {
        held = false;
        keeper.forget(this);
    }
}
