package dev.tandem.inventory.persistence;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Reservations in PostgreSQL. */
interface JpaReservations extends Reservations, Repository<Reservation, UUID> {

    @Override
    default void lock(UUID orderId) {
        lockUntilCommit(orderId.toString());
    }

    @Override
    default boolean tryLock(UUID orderId) {
        return lockIfFree(orderId.toString());
    }

    @Override
    default List<UUID> findOverdue(Duration lifetime, int skip, int atMost) {
        return findHeldFor(lifetime.toMillis() / 1e3, skip, atMost);
    }

    /** An advisory lock, because there may be no row to lock yet. */
    @NativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:orderId, 0)) as text)")
    String lockUntilCommit(String orderId);

    @NativeQuery("select pg_try_advisory_xact_lock(hashtextextended(:orderId, 0))")
    boolean lockIfFree(String orderId);

    @NativeQuery("""
            select order_id from reservations
            where status = 'HELD' and held_since <= now() - make_interval(secs => :seconds)
            order by held_since offset :skip limit :atMost""")
    List<UUID> findHeldFor(double seconds, int skip, int atMost);
}
