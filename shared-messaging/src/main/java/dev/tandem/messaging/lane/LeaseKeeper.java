package dev.tandem.messaging.lane;

import dev.tandem.database.UnpooledConnections;
import dev.tandem.messaging.worker.Worker;
import dev.tandem.messaging.worker.Worker.Rest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Extends the leases of this instance's leaders, on a thread and a connection of its own: a leader that reads a large
 * backlog, or waits for Kafka, keeps its lane.
 */
public final class LeaseKeeper {

    private final DataSource database;
    private final Duration lease;
    private final LongSupplier nanoTime;
    private final Set<LaneLease> leases = ConcurrentHashMap.newKeySet();
    private final Worker worker = new Worker("outbox-leases", this::extendWhileRunning);

    public LeaseKeeper(DataSource database, Duration lease) {
        this(database, lease, System::nanoTime);
    }

    LeaseKeeper(DataSource database, Duration lease, LongSupplier nanoTime) {
        this.database = UnpooledConnections.to(database);
        this.lease = lease;
        this.nanoTime = nanoTime;
    }

    public void start() {
        worker.start();
    }

    public void stop() {
        worker.stop(Duration.ofSeconds(1));
    }

    /** The lease of a relay that has taken a lane over. */
    public LaneLease keep(LaneRow row, int lane, long epoch) {
        var kept = new LaneLease(row, lane, epoch, lease, this, nanoTime);
        leases.add(kept);
        return kept;
    }

    void forget(LaneLease ended) {
        leases.remove(ended);
    }

    private void extendWhileRunning(Rest rest) throws SQLException, InterruptedException {
        try (var connection = database.getConnection();
                var extend = connection.prepareStatement("""
                        update messaging.outbox_lane
                        set leased_until = clock_timestamp() + make_interval(secs => ?), led_at = clock_timestamp()
                        where lane = ? and epoch = ?""")) {
            do {
                for (var due : leases) {
                    if (due.isExtensionDue()) {
                        extend(due, extend);
                    }
                }
            } while (rest.isOver(lease.dividedBy(6)));
        }
    }

    private static void extend(LaneLease due, PreparedStatement extend) throws SQLException {
        due.noteExtended();
        extend.setDouble(1, LaneRow.seconds(due.length()));
        extend.setInt(2, due.lane());
        extend.setLong(3, due.epoch());
        if (extend.executeUpdate() == 0) {
            due.giveUp();
        }
    }
}
