package dev.tandem.payment.persistence;

import static dev.tandem.payment.persistence.PaymentRow.ALL_COLUMNS;
import static dev.tandem.payment.persistence.PaymentRow.COLUMNS;

import dev.tandem.database.Change;
import dev.tandem.database.SingleStatements;
import dev.tandem.payment.application.PaymentEvents;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import dev.tandem.sealing.TokenSealer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments in PostgreSQL. */
@Repository
class JdbcPayments implements Payments {

    private static final String SELECT = "select " + ALL_COLUMNS + " from payments where order_id = ?";

    /** A claim skips the row that is locked here. */
    private static final String SELECT_LOCKED = SELECT + " for update";

    private static final String LOCK =
            "select order_id from payments where order_id = any (?) order by order_id for update";

    private static final String ADD_CLAIMED = """
            insert into payments (%s, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?), ?, ?, ?, 0)
            on conflict do nothing""".formatted(COLUMNS);

    private static final String ADD = """
            insert into payments (%s, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            on conflict do nothing""".formatted(COLUMNS);

    private static final String SET = """
            update payments
            set status = ?, decline_reason = ?, pending_operation = ?, attempts = %s, next_attempt_at = %s,
                unanswered_since = ?, parked_at = ?, sealed_token = ?, token = null, version = version + 1
            where order_id = ?""";

    private static final String UPDATE = SET.formatted("?", "?");
    private static final String UPDATE_CLAIMED = SET.formatted("? + 1", "now() + make_interval(secs => ?)");
    private static final String UPDATE_UNCHANGED = "changed as (" + UPDATE + " and version = ? returning order_id)";

    /** A claim counts as a change, so that a worker that outlasts its lease does not write over the new one. */
    private static final String CLAIM = """
            update payments set next_attempt_at = now() + make_interval(secs => ?), version = version + 1
            where order_id = ?""";

    /**
     * The pause doubles with each attempt, up to 32 times the lease. A pause that would end after {@code parkAfter}, or
     * leave no room for another attempt before it, ends at {@code parkAfter}.
     */
    private static final String CLAIM_DUE = """
            with due as (
                select order_id as due_id,
                       lease * power(2, least(attempts, 5)) as pause,
                       park_after - extract(epoch from now() - unanswered_since) as time_left,
                       lease
                from payments, (select cast(? as double precision), cast(? as double precision)) setting (lease, park_after)
                where pending_operation is not null and parked_at is null and coalesce(next_attempt_at, '-infinity') <= now()
                order by coalesce(next_attempt_at, '-infinity') limit ?
                for update of payments skip locked)
            update payments payment
            set attempts = attempts + 1, version = version + 1,
                next_attempt_at = now() + make_interval(secs =>
                    case when time_left < pause + lease then greatest(time_left, lease) else pause end)
            from due where order_id = due_id
            returning %s""".formatted(ALL_COLUMNS);

    private final JdbcClient jdbc;
    private final PaymentEvents events;
    private final SingleStatements statements;
    private final RowMapper<Payment> rows;

    JdbcPayments(JdbcClient jdbc, PaymentEvents events, SingleStatements statements, TokenSealer sealer) {
        this.jdbc = jdbc;
        this.events = events;
        this.statements = statements;
        this.rows = (row, _) -> PaymentRow.read(row, sealer);
    }

    @Override
    public Optional<Payment> findById(UUID orderId) {
        return find(SELECT, orderId);
    }

    @Override
    public Optional<Payment> findLockedById(UUID orderId) {
        return find(SELECT_LOCKED, orderId);
    }

    private Optional<Payment> find(String sql, UUID orderId) {
        return jdbc.sql(sql).param(orderId).query(rows).optional();
    }

    @Override
    public void lock(Collection<UUID> orderIds) {
        jdbc.sql(LOCK).param(orderIds.toArray(UUID[]::new)).query(_ -> {});
    }

    @Override
    public boolean addClaimed(Payment payment, Duration lease) {
        var parameters = PaymentRow.parameters(payment);
        parameters.set(PaymentRow.NEXT_ATTEMPT_AT, seconds(lease));
        return statements.execute(() -> jdbc.sql(ADD_CLAIMED).params(parameters).update() == 1);
    }

    @Override
    public boolean add(Payment payment) {
        return jdbc.sql(ADD).params(PaymentRow.parameters(payment)).update() == 1;
    }

    @Override
    public void update(Payment payment) {
        jdbc.sql(UPDATE)
                .params(PaymentRow.changes(payment))
                .param(payment.orderId())
                .update();
    }

    @Override
    public void updateClaimed(Payment payment, Duration lease) {
        var parameters = new ArrayList<@Nullable Object>(PaymentRow.changes(payment));
        parameters.set(PaymentRow.NEXT_ATTEMPT_AT_AMONG_CHANGES, seconds(lease));
        jdbc.sql(UPDATE_CLAIMED).params(parameters).param(payment.orderId()).update();
    }

    @Override
    public boolean updateAndPublish(Payment payment) {
        var parameters = new ArrayList<@Nullable Object>(PaymentRow.changes(payment));
        parameters.add(payment.orderId());
        parameters.add(payment.version());
        return events.publishOutcome(payment, new Change(UPDATE_UNCHANGED, parameters));
    }

    @Override
    public void claim(UUID orderId, Duration lease) {
        jdbc.sql(CLAIM).params(seconds(lease), orderId).update();
    }

    @Override
    public List<Payment> claimUnsettled(Duration lease, Duration parkAfter, int atMost) {
        return jdbc.sql(CLAIM_DUE)
                .params(seconds(lease), seconds(parkAfter), atMost)
                .query(rows)
                .list();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
