package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.inventory.domain.Warehouse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
    public Map<String, Integer> lockAvailable(Collection<String> skus) {
        return skus.stream().collect(Collectors.toMap(sku -> sku, sku -> stock.onHand(sku) - stock.reserved(sku)));
    }

    @Override
    public void add(List<Reservation> decided) {
        for (var reservation : decided) {
            if (!reservations.add(reservation)) {
                throw new IllegalStateException(reservation.orderId() + " has a reservation");
            }
            reservation.lines().forEach(stock::reserve);
        }
    }

    @Override
    public void lock(Collection<UUID> orderIds, Collection<String> skus, Collection<UUID> released) {}

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
