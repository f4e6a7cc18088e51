package dev.tandem.order.persistence;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Orders in PostgreSQL. */
interface JpaOrders extends Orders, Repository<Order, UUID> {

    @Override
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Order> findLockedById(UUID id);

    @Override
    default List<Order> findPage(@Nullable String customerId, @Nullable UUID after, int limit) {
        return findPage(customerId, after, Limit.of(limit));
    }

    @Query("""
            select o from Order o
            where (:customerId is null or o.customerId = :customerId)
              and (:after is null or (o.placedAt, o.id) < (select a.placedAt, a.id from Order a where a.id = :after))
            order by o.placedAt desc, o.id desc""")
    List<Order> findPage(@Nullable String customerId, @Nullable UUID after, Limit limit);

    @Override
    default List<UUID> claimAbandoned(Duration lease, int atMost) {
        return claim(lease.toSeconds(), atMost);
    }

    @NativeQuery("""
            update orders
            set claimed_until = now() + make_interval(secs => :leaseSeconds)
            where id in (
                select id from orders
                where status = 'PENDING' and claimed_until <= now()
                order by claimed_until limit :atMost
                for update skip locked)
            returning id""")
    List<UUID> claim(long leaseSeconds, int atMost);
}
