package dev.tandem.notification.persistence;

import dev.tandem.database.Change;
import dev.tandem.notification.application.Draft;
import dev.tandem.notification.application.Notification;
import dev.tandem.notification.application.NotificationEvents;
import dev.tandem.notification.application.Notifications;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notifications in PostgreSQL. */
@Repository
class JdbcNotifications implements Notifications {

    private static final String COLUMNS =
            "id, order_id, template, recipient, subject, body, attempts, last_error, created_at, sent_at, failed_at";

    private static final String MARK_SENT = """
            changed as (
                update notifications set sent_at = now(), failed_at = null, last_error = null where id = ? returning id)""";

    private final JdbcClient jdbc;
    private final NotificationEvents events;

    JdbcNotifications(JdbcClient jdbc, NotificationEvents events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public void add(Draft draft) {
        jdbc.sql("""
                        insert into notifications (order_id, template, recipient, subject, body)
                        values (?, ?, ?, ?, ?) on conflict (order_id, template) do nothing""")
                .params(draft.orderId(), draft.template(), draft.recipient(), draft.subject(), draft.body())
                .update();
    }

    /** A message that has a predecessor may have to wait for it. */
    @Override
    public Optional<Notification> addClaimed(Draft draft, Duration lease) {
        return jdbc.sql("""
                        insert into notifications (order_id, template, recipient, subject, body, attempts, next_attempt_at)
                        select ?, ?, ?, ?, ?, cast(is_first as int),
                               now() + make_interval(secs => case when is_first then ? else 0 end)
                        from (select not exists (select from notifications where order_id = ?)) place (is_first)
                        on conflict (order_id, template) do nothing
                        returning %s""".formatted(COLUMNS))
                .params(draft.orderId(), draft.template(), draft.recipient(), draft.subject(), draft.body())
                .params(lease.toSeconds(), draft.orderId())
                .query(JdbcNotifications::read)
                .optional()
                .filter(notification -> notification.attempts() > 0);
    }

    @Override
    public List<Notification> findByOrder(UUID orderId) {
        return jdbc.sql("select " + COLUMNS + " from notifications where order_id = ? order by id")
                .param(orderId)
                .query(JdbcNotifications::read)
                .list();
    }

    /**
     * The pause doubles with each attempt, up to 32 times the lease. Ids increase with time, so they show which message
     * of an order is the earlier one; this query sees the earlier message even while another instance has locked it. A
     * failed message is superseded as soon as a later message of the same order is claimed, even if an operator retries
     * the failed message at that moment.
     */
    @Override
    public List<Notification> claimUnsent(Duration lease, int atMost) {
        return jdbc.sql("""
                        with claimed as (
                            update notifications
                            set attempts = attempts + 1, next_attempt_at =
                                now() + make_interval(secs => :leaseSeconds * power(2, least(attempts, 5)))
                            where id in (
                                select id from notifications unsent
                                where sent_at is null and failed_at is null and next_attempt_at <= now() and not exists (
                                    select from notifications earlier
                                    where earlier.order_id = unsent.order_id and earlier.id < unsent.id
                                        and earlier.sent_at is null and earlier.failed_at is null)
                                order by next_attempt_at limit :atMost
                                for update skip locked)
                            returning *),
                        superseded as (
                            update notifications earlier
                            set failed_at = coalesce(earlier.failed_at, now()), superseded_at = now()
                            from claimed
                            where earlier.order_id = claimed.order_id and earlier.id < claimed.id
                                and earlier.sent_at is null and earlier.superseded_at is null)
                        select %s from claimed""".formatted(COLUMNS))
                .param("leaseSeconds", lease.toSeconds())
                .param("atMost", atMost)
                .query(JdbcNotifications::read)
                .list();
    }

    private static Notification read(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                instant(row.getObject(10, OffsetDateTime.class)),
                instant(row.getObject(11, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public void markSent(Notification notification) {
        events.sent(notification, new Change(MARK_SENT, List.of(notification.id())));
    }

    @Override
    public void recordFailure(UUID id, String error) {
        jdbc.sql("""
                        update notifications
                        set last_error = ?, failed_at = case
                            when superseded_at is not null then failed_at when attempts >= ? then now() end
                        where id = ? and sent_at is null""").params(error, Notification.ATTEMPTS_LIMIT, id).update();
    }

    @Override
    public void markFailed(UUID id, String error) {
        jdbc.sql("update notifications set last_error = ?, failed_at = now() where id = ? and sent_at is null")
                .params(error, id)
                .update();
    }
}
