package dev.tandem.simulation.database;

import dev.tandem.notification.application.Draft;
import dev.tandem.notification.application.FailedNotifications;
import dev.tandem.notification.application.Notification;
import dev.tandem.notification.application.Notifications;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The notifications to customers, in a simulated database. The simulation sends no mail. */
public final class NotificationStore implements Notifications, FailedNotifications {

    private final Table<Key, Draft> rows;

    public NotificationStore(Database database) {
        this.rows = database.table();
    }

    public Table<Key, Draft> rows() {
        return rows;
    }

    public record Key(UUID orderId, String template) {}

    @Override
    public void add(Draft draft) {
        rows.put(new Key(draft.orderId(), draft.template()), draft);
    }

    @Override
    public Optional<Notification> addClaimed(Draft draft, Duration lease) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Notification> findByOrder(UUID orderId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Notification> claimUnsent(Duration lease, int atMost) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void markSent(Notification notification) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void recordFailure(UUID id, String error) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void markFailed(UUID id, String error) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FailedNotification> list(int atMost) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FailedNotification> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Decision> decisions(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean retry(UUID id, String operator, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int retryOldest(int atMost, String operator, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Depth depth() {
        throw new UnsupportedOperationException();
    }
}
