package dev.tandem.simulation.database;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reservations in a simulated database, without waits for locks. */
public final class ReservationStore implements Reservations {

    private final Table<UUID, Reservation> rows;
    private final Table<UUID, Instant> heldSince;
    private final Clock clock;

    public ReservationStore(Database database, Clock clock) {
        this.rows = database.table(ReservationStore::eventFor, ReservationStore::copy);
        this.heldSince = database.table();
        this.clock = clock;
    }

    public Table<UUID, Reservation> rows() {
        return rows;
    }

    private static Reservation copy(Reservation reservation) {
        return Reservation.stored(
                reservation.orderId(),
                reservation.status(),
                reservation.lines(),
                reservation.missingSkus(),
                reservation.askedFor());
    }

    private static Class<? extends Message> eventFor(Reservation reservation) {
        return switch (reservation.status()) {
            case HELD -> InventoryEvent.StockReserved.class;
            case REFUSED -> InventoryEvent.StockRejected.class;
            case COMMITTED -> InventoryEvent.StockCommitted.class;
            case RELEASED, EXPIRED -> InventoryEvent.StockReleased.class;
        };
    }

    @Override
    public Optional<Reservation> findLockedById(UUID orderId) {
        return rows.find(orderId);
    }

    @Override
    public Optional<Reservation> findIfFree(UUID orderId) {
        return rows.find(orderId);
    }

    @Override
    public List<UUID> findOverdue(Duration lifetime, int skip, int atMost) {
        return held().filter(id -> !since(id).plus(lifetime).isAfter(clock.instant()))
                .skip(skip)
                .limit(atMost)
                .toList();
    }

    @Override
    public Set<UUID> findKnown(Collection<UUID> orderIds) {
        return orderIds.stream().filter(id -> rows.find(id).isPresent()).collect(Collectors.toSet());
    }

    @Override
    public Optional<Reservation> findById(UUID orderId) {
        return rows.find(orderId);
    }

    @Override
    public boolean add(Reservation reservation) {
        var isNew = rows.find(reservation.orderId()).isEmpty();
        if (isNew) {
            heldSince.put(reservation.orderId(), clock.instant());
            rows.put(reservation.orderId(), reservation);
        }
        return isNew;
    }

    @Override
    public void update(Reservation reservation) {
        rows.put(reservation.orderId(), reservation);
    }

    /** The time when the next reservation expires. */
    public Optional<Instant> nextOverdue(Duration lifetime) {
        return held().map(id -> since(id).plus(lifetime)).min(Instant::compareTo);
    }

    private Stream<UUID> held() {
        return rows.committed().stream().filter(Reservation::isHeld).map(Reservation::orderId);
    }

    private Instant since(UUID orderId) {
        return heldSince.row(orderId).orElseThrow();
    }
}
