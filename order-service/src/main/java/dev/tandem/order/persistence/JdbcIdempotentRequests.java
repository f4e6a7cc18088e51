package dev.tandem.order.persistence;

import static java.util.Objects.requireNonNull;

import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Idempotent requests in PostgreSQL. */
@Repository
class JdbcIdempotentRequests implements IdempotentRequests {

    private static final String ADD = """
            insert into idempotent_requests (customer_id, idempotency_key, fingerprint, order_id, accepted_at)
            values (?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String FIND = """
            select customer_id, idempotency_key, fingerprint, order_id, accepted_at,
                   status, next_step, transport, rejection_reason, answered_changed_at
            from idempotent_requests where customer_id = ? and idempotency_key = ?""";

    private static final String FIND_LOCKED = FIND + " for update";

    private static final String UPDATE = """
            update idempotent_requests
            set status = ?, next_step = ?, transport = ?, rejection_reason = ?, answered_changed_at = ?
            where customer_id = ? and idempotency_key = ?""";

    private static final String FORGET = """
            delete from idempotent_requests
            where (customer_id, idempotency_key) in (
                select customer_id, idempotency_key from idempotent_requests
                where accepted_at < ?
                order by accepted_at limit ?
                for update skip locked)""";

    private final JdbcClient jdbc;

    JdbcIdempotentRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean add(IdempotentRequest request) {
        return jdbc.sql(ADD)
                        .params(request.key().customerId(), request.key().idempotencyKey())
                        .params(request.fingerprint(), request.orderId(), Columns.atUtc(request.acceptedAt()))
                        .update()
                == 1;
    }

    @Override
    public Optional<IdempotentRequest> findById(RequestKey key) {
        return find(FIND, key);
    }

    @Override
    public Optional<IdempotentRequest> findLockedById(RequestKey key) {
        return find(FIND_LOCKED, key);
    }

    private Optional<IdempotentRequest> find(String sql, RequestKey key) {
        return jdbc.sql(sql)
                .params(key.customerId(), key.idempotencyKey())
                .query(JdbcIdempotentRequests::read)
                .optional();
    }

    private static IdempotentRequest read(ResultSet row, int number) throws SQLException {
        var isAnswered = row.getString(6) != null;
        return IdempotentRequest.stored(
                new RequestKey(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getObject(4, UUID.class),
                Columns.instant(row, 5),
                isAnswered ? Columns.sagaState(row, 6) : null,
                isAnswered ? Columns.instant(row, 10) : null);
    }

    @Override
    public void update(IdempotentRequest request) {
        jdbc.sql(UPDATE)
                .params(Columns.parameters(requireNonNull(request.answered())))
                .param(Columns.atUtc(requireNonNull(request.answeredChangedAt())))
                .params(request.key().customerId(), request.key().idempotencyKey())
                .update();
    }

    @Override
    public int forget(Instant acceptedBefore, int atMost) {
        return jdbc.sql(FORGET).params(Columns.atUtc(acceptedBefore), atMost).update();
    }
}
