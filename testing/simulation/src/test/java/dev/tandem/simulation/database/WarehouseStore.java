package dev.tandem.simulation.database;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.inventory.domain.Warehouse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reservations and their products, changed together in a simulated database. */
public record WarehouseStore(ReservationStore reservations, StockStore stock) implements Warehouse {

    @Override
    public Optional<Reservation> reserve(UUID orderId, List<ReservedUnits> requested) {
        if (reservations.findById(orderId).isPresent()) {
            return Optional.empty();
        }
        var missing = requested.stream()
                .filter(units -> !stock.has(units))
                .map(ReservedUnits::sku)
                .toList();
        if (missing.isEmpty()) {
            requested.forEach(stock::reserve);
        }
        var decided = missing.isEmpty()
                ? Reservation.held(orderId, requested)
                : Reservation.refused(orderId, requested, missing);
        reservations.add(decided);
        return Optional.of(decided);
    }

    @Override
    public Map<String, Integer> lockAvailable(Collection<String> skus) {
        throw new UnsupportedOperationException("the simulated service reserves for each order alone");
    }

    @Override
    public void add(List<Reservation> decided) {
        throw new UnsupportedOperationException("the simulated service reserves for each order alone");
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
