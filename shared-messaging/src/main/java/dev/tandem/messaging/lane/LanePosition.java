package dev.tandem.messaging.lane;

import org.jspecify.annotations.Nullable;

/**
 * How far a lane has been relayed. The snapshots are those of PostgreSQL. Each row becomes visible in exactly one
 * window between two snapshots, however late its transaction commits.
 *
 * @param sent the snapshot whose visible rows are all in Kafka
 * @param sending the snapshot that ends the current window; absent between windows
 * @param lastId the id up to which the current window has been sent
 */
public record LanePosition(String sent, @Nullable String sending, long lastId) {

    public LanePosition openWindow(String snapshot) {
        return new LanePosition(sent, snapshot, 0);
    }

    public LanePosition after(long id) {
        return new LanePosition(sent, sending, id);
    }

    public LanePosition closeWindow() {
        return sending == null ? this : new LanePosition(sending, null, 0);
    }
}
