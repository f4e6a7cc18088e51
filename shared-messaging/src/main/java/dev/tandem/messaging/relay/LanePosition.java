package dev.tandem.messaging.relay;

import org.jspecify.annotations.Nullable;

/**
 * How far a lane has been relayed. Snapshots are PostgreSQL's: a row came to be visible in exactly one window between
 * two of them, however late its transaction committed.
 *
 * @param sent the snapshot all of whose rows are in Kafka
 * @param sending the snapshot that ends the window in work; absent between windows
 * @param lastId up to which id the window has been worked off
 */
record LanePosition(String sent, @Nullable String sending, long lastId) {

    LanePosition openWindow(String snapshot) {
        return new LanePosition(sent, snapshot, 0);
    }

    LanePosition after(long id) {
        return new LanePosition(sent, sending, id);
    }

    LanePosition closeWindow() {
        return sending == null ? this : new LanePosition(sending, null, 0);
    }
}
