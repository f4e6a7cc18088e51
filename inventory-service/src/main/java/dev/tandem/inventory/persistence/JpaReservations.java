package dev.tandem.inventory.persistence;

import dev.tandem.inventory.application.Reservations;
import dev.tandem.inventory.domain.Reservation;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Reservations in PostgreSQL. */
interface JpaReservations extends Reservations, Repository<Reservation, UUID> {

    @Override
    default void lock(UUID orderId) {
        lockUntilCommit(orderId.toString());
    }

    /** An advisory lock, because there may be no row to lock yet. */
    @NativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:orderId, 0)) as text)")
    String lockUntilCommit(String orderId);
}
