package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.inventory.domain.Warehouse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reservations and their products, in memory. */
record InMemoryWarehouse(InMemoryReservations reservations, InMemoryStock stock) implements Warehouse {

    @Override
    public Optional<Reservation> reserve(UUID orderId, List<ReservedUnits> requested) {
        if (reservations.findById(orderId).isPresent()) {
            return Optional.empty();
        }
        var missing = new ReserveAllOrNothing(stock).reserve(requested);
        var decided = missing.isEmpty()
                ? Reservation.held(orderId, requested)
                : Reservation.refused(orderId, requested, missing);
        reservations.add(decided);
        return Optional.of(decided);
    }

    @Override
    public void lock(Collection<UUID> orderIds, Collection<String> skus) {}

    @Override
    public boolean commit(UUID orderId) {
        var held = reservations.findById(orderId).filter(Reservation::isHeld);
        held.ifPresent(reservation -> {
            reservation.commit();
            reservations.update(reservation);
            reservation.lines().forEach(stock::commit);
        });
        return held.isPresent();
    }
}
