package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reservations in memory, for a single thread, which never waits for a lock. Time passes in {@link #letPass} only. */
final class InMemoryReservations implements Reservations {

    private final Map<UUID, Reservation> reservations = new LinkedHashMap<>();
    private final Map<UUID, Duration> savedAt = new LinkedHashMap<>();
    private Duration now = Duration.ZERO;

    void letPass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Optional<Reservation> findLockedById(UUID orderId) {
        return findById(orderId);
    }

    @Override
    public Optional<Reservation> findIfFree(UUID orderId) {
        return findById(orderId);
    }

    @Override
    public List<UUID> findOverdue(Duration lifetime, int skip, int atMost) {
        return reservations.values().stream()
                .filter(Reservation::isHeld)
                .map(Reservation::orderId)
                .filter(orderId ->
                        savedAt.getOrDefault(orderId, now).plus(lifetime).compareTo(now) <= 0)
                .skip(skip)
                .limit(atMost)
                .toList();
    }

    @Override
    public Set<UUID> findKnown(Collection<UUID> orderIds) {
        return orderIds.stream().filter(reservations::containsKey).collect(Collectors.toSet());
    }

    @Override
    public Optional<Reservation> findById(UUID orderId) {
        return Optional.ofNullable(reservations.get(orderId));
    }

    @Override
    public boolean add(Reservation reservation) {
        savedAt.putIfAbsent(reservation.orderId(), now);
        return reservations.putIfAbsent(reservation.orderId(), reservation) == null;
    }

    @Override
    public void update(Reservation reservation) {
        reservations.put(reservation.orderId(), reservation);
    }
}
