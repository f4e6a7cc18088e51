package dev.tandem.notification.persistence;

import dev.tandem.notification.application.FailedNotifications;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Failed notifications in PostgreSQL: rows of the notifications, and an append-only table of decisions. */
@Repository
class JdbcFailedNotifications implements FailedNotifications {

    private static final RowMapper<FailedNotification> ROW = DataClassRowMapper.newInstance(FailedNotification.class);

    private static final String FROM_FAILED = """
            from notifications where failed_at is not null and superseded_at is null
            """;

    private static final String SELECT =
            "select id, order_id, template, recipient, attempts, last_error, created_at, failed_at " + FROM_FAILED;

    private final JdbcClient jdbc;

    JdbcFailedNotifications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<FailedNotification> list(int atMost) {
        return jdbc.sql(SELECT + "order by failed_at limit ?")
                .param(atMost)
                .query(ROW)
                .list();
    }

    @Override
    public Optional<FailedNotification> find(UUID id) {
        return jdbc.sql(SELECT + "and id = ?").param(id).query(ROW).optional();
    }

    @Override
    public List<Decision> decisions(UUID id) {
        return jdbc.sql("""
                        select decided_at, operator, reason from failed_notification_decisions
                        where notification_id = ? order by decided_at""")
                .param(id)
                .query(DataClassRowMapper.newInstance(Decision.class))
                .list();
    }

    @Override
    public boolean retry(UUID id, String operator, String reason) {
        return retry("and id = :id for update skip locked", id, 1, operator, reason) == 1;
    }

    @Override
    public int retryOldest(int atMost, String operator, String reason) {
        return retry("order by failed_at limit :atMost for update skip locked", null, atMost, operator, reason);
    }

    private int retry(String choice, @Nullable UUID id, int atMost, String operator, String reason) {
        return jdbc.sql("""
                        with retried as (
                            update notifications set failed_at = null, attempts = 0, next_attempt_at = now()
                            where id in (select id %s %s) returning id)
                        insert into failed_notification_decisions (notification_id, operator, reason)
                        select id, :operator, :reason from retried""".formatted(FROM_FAILED, choice))
                .param("id", id)
                .param("atMost", atMost)
                .param("operator", operator)
                .param("reason", reason)
                .update();
    }

    @Override
    public Depth depth() {
        return jdbc.sql("""
                        select count(*) as notifications, coalesce(extract(epoch from now() - min(failed_at)), 0) as age
                        """ + FROM_FAILED)
                .query((row, _) -> new Depth(row.getLong("notifications"), Duration.ofSeconds(row.getLong("age"))))
                .single();
    }
}
