package dev.tandem.order.persistence;

import dev.tandem.database.SingleStatements;
import dev.tandem.order.application.OrderEvents;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Idempotent requests in PostgreSQL. */
@Repository
class JdbcIdempotentRequests implements IdempotentRequests {

    private static final String COLUMNS = "customer_id, idempotency_key, fingerprint, order_id, accepted_at,"
            + " status, next_step, transport, rejection_reason, answered_changed_at";

    private static final String FIND =
            "select " + COLUMNS + " from idempotent_requests where customer_id = ? and idempotency_key = ?";

    /** Returns the first answer if there is one, and the new one otherwise. */
    private static final String ANSWER = """
            update idempotent_requests request
            set (status, next_step, transport, rejection_reason, answered_changed_at) = (
                select case when request.status is null then given.status else request.status end,
                       case when request.status is null then given.next_step else request.next_step end,
                       case when request.status is null then given.transport else request.transport end,
                       case when request.status is null then given.reason else request.rejection_reason end,
                       case when request.status is null then given.changed_at else request.answered_changed_at end
                from (select cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as timestamptz))
                    given (status, next_step, transport, reason, changed_at))
            where customer_id = ? and idempotency_key = ?
            returning %s""".formatted(COLUMNS);

    private static final String FORGET = """
            delete from idempotent_requests
            where (customer_id, idempotency_key) in (
                select customer_id, idempotency_key from idempotent_requests
                where accepted_at < ?
                order by accepted_at limit ?
                for update skip locked)""";

    private final JdbcClient jdbc;
    private final OrderEvents events;
    private final SingleStatements statements;

    JdbcIdempotentRequests(JdbcClient jdbc, OrderEvents events, SingleStatements statements) {
        this.jdbc = jdbc;
        this.events = events;
        this.statements = statements;
    }

    @Override
    public boolean add(IdempotentRequest request, Order order, Set<Effect> effects) {
        return events.publish(order, effects, Additions.of(request, order));
    }

    @Override
    public Optional<IdempotentRequest> findById(RequestKey key) {
        return jdbc.sql(FIND)
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
    public Optional<IdempotentRequest> answer(RequestKey key, Order order) {
        return statements.execute(() -> jdbc.sql(ANSWER)
                .params(Columns.parameters(order.sagaState()))
                .param(Columns.atUtc(order.changedAt()))
                .params(key.customerId(), key.idempotencyKey())
                .query(JdbcIdempotentRequests::read)
                .optional());
    }

    @Override
    public int forget(Instant acceptedBefore, int atMost) {
        return jdbc.sql(FORGET).params(Columns.atUtc(acceptedBefore), atMost).update();
    }
}
