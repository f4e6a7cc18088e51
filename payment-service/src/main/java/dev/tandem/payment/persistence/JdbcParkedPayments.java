package dev.tandem.payment.persistence;

import dev.tandem.payment.application.ParkedPayments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Parked payments in PostgreSQL: rows of the payments, and an append-only table of decisions. */
@Repository
class JdbcParkedPayments implements ParkedPayments {

    private static final String SELECT =
            "select order_id, status, pending_operation, amount, currency, unanswered_since, parked_at from payments ";

    private final JdbcClient jdbc;

    JdbcParkedPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ParkedPayment> list(int atMost) {
        return jdbc.sql(SELECT + "where parked_at is not null order by parked_at limit ?")
                .param(atMost)
                .query(DataClassRowMapper.newInstance(ParkedPayment.class))
                .list();
    }

    @Override
    public Optional<ParkedPayment> find(UUID orderId) {
        return jdbc.sql(SELECT + "where parked_at is not null and order_id = ?")
                .param(orderId)
                .query(DataClassRowMapper.newInstance(ParkedPayment.class))
                .optional();
    }

    @Override
    public List<Decision> decisions(UUID orderId) {
        return jdbc.sql("""
                        select decided_at, operator, reason from parked_payment_decisions
                        where order_id = ? order by decided_at""")
                .param(orderId)
                .query(DataClassRowMapper.newInstance(Decision.class))
                .list();
    }

    @Override
    public void remember(UUID orderId, String operator, String reason) {
        jdbc.sql("insert into parked_payment_decisions (order_id, operator, reason) values (?, ?, ?)")
                .params(orderId, operator, reason)
                .update();
    }

    /** Sets the same columns as {@code RetryState.restart}. */
    @Override
    public int retryAll(int atMost, String operator, String reason) {
        return jdbc.sql("""
                        with chosen as (
                            select order_id from payments
                            where parked_at is not null order by parked_at limit ? for update skip locked),
                        retried as (
                            update payments payment
                            set attempts = 0, next_attempt_at = null, unanswered_since = null, parked_at = null,
                                version = version + 1
                            from chosen where payment.order_id = chosen.order_id returning payment.order_id)
                        insert into parked_payment_decisions (order_id, operator, reason)
                        select order_id, ?, ? from retried""").params(atMost, operator, reason).update();
    }

    @Override
    public Depth depth() {
        return jdbc.sql("""
                        select count(*) as payments, coalesce(extract(epoch from now() - min(parked_at)), 0) as age
                        from payments where parked_at is not null""")
                .query((row, _) -> new Depth(row.getLong("payments"), Duration.ofSeconds(row.getLong("age"))))
                .single();
    }
}
