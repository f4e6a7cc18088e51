package dev.tandem.order.persistence;

import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Idempotent requests in PostgreSQL. */
interface JpaIdempotentRequests extends IdempotentRequests, Repository<IdempotentRequest, RequestKey> {

    @Override
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from IdempotentRequest r where r.key = :key")
    Optional<IdempotentRequest> findLockedById(RequestKey key);

    @Override
    default boolean add(IdempotentRequest request) {
        var key = request.key();
        return insert(
                        key.customerId(),
                        key.idempotencyKey(),
                        request.fingerprint(),
                        request.orderId(),
                        request.acceptedAt())
                == 1;
    }

    @Modifying
    @NativeQuery("""
            insert into idempotent_requests (customer_id, idempotency_key, fingerprint, order_id, accepted_at)
            values (:customerId, :idempotencyKey, :fingerprint, :orderId, :acceptedAt)
            on conflict do nothing""")
    int insert(String customerId, String idempotencyKey, String fingerprint, UUID orderId, Instant acceptedAt);

    @Override
    @Modifying
    @NativeQuery("""
            delete from idempotent_requests
            where (customer_id, idempotency_key) in (
                select customer_id, idempotency_key from idempotent_requests
                where accepted_at < :acceptedBefore
                order by accepted_at limit :atMost
                for update skip locked)""")
    int forget(Instant acceptedBefore, int atMost);
}
