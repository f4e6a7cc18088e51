package dev.tandem.payment.persistence;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Payments in PostgreSQL. */
interface JpaPayments extends Payments, Repository<Payment, UUID> {

    @Override
    default Optional<Payment> findLockedById(UUID orderId) {
        lockUntilCommit(orderId.toString());
        return findForUpdate(orderId);
    }

    @Override
    default void claim(UUID orderId, Duration lease) {
        holdBack(orderId, lease.toSeconds());
    }

    @Override
    default List<UUID> claimUnsettled(Duration lease, Duration parkAfter, int atMost) {
        return claimDue(lease.toMillis() / 1e3, parkAfter.toMillis() / 1e3, atMost);
    }

    /** An advisory lock, because there may be no row to lock yet. */
    @NativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:orderId, 0)) as text)")
    String lockUntilCommit(String orderId);

    /** A claim skips the row that is locked here; otherwise its lease could be overwritten with an older one. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Payment p where p.orderId = :orderId")
    Optional<Payment> findForUpdate(UUID orderId);

    @Modifying
    @NativeQuery(
            "update payments set next_attempt_at = now() + make_interval(secs => :leaseSeconds) where order_id = :orderId")
    void holdBack(UUID orderId, long leaseSeconds);

    /**
     * The pause doubles with each attempt, up to 32 leases. A pause that would end after {@code parkAfter}, or leave no
     * room for another attempt before it, ends at {@code parkAfter}.
     */
    @NativeQuery("""
            with due as (
                select order_id,
                       :leaseSeconds * power(2, least(attempts, 5)) as pause,
                       :parkAfterSeconds - extract(epoch from now() - unanswered_since) as time_left
                from payments
                where pending_operation is not null and parked_at is null and coalesce(next_attempt_at, '-infinity') <= now()
                order by coalesce(next_attempt_at, '-infinity') limit :atMost
                for update skip locked)
            update payments payment
            set attempts = attempts + 1,
                next_attempt_at = now() + make_interval(secs =>
                    case when time_left < pause + :leaseSeconds then greatest(time_left, :leaseSeconds) else pause end)
            from due where payment.order_id = due.order_id
            returning payment.order_id""")
    List<UUID> claimDue(double leaseSeconds, double parkAfterSeconds, int atMost);
}
