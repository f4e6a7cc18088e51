package dev.tandem.simulation.checks;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.simulation.database.StockStore.Stock;
import dev.tandem.simulation.engine.Violations;
import dev.tandem.simulation.world.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The invariants that must hold at each commit, and whenever the system is at rest. It also records the states of the
 * orders and reservations.
 */
final class CommitChecks {

    /** The age at which order-service rejects a pending order. Its reservation is held for as long again. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private final World world;
    private final Clock clock;
    private final Violations violations;
    private final Map<UUID, List<OrderStatus>> histories = new LinkedHashMap<>();
    private final Map<String, Integer> initialStock = new LinkedHashMap<>();
    private final Set<UUID> expiredAfterConfirmation = new HashSet<>();
    private final Set<ReservationStatus> reservationStates = EnumSet.noneOf(ReservationStatus.class);

    CommitChecks(World world) {
        this.world = world;
        this.clock = world.environment().time();
        this.violations = world.violations();
    }

    void checkOrders() {
        for (var change : world.orders().rows().changes()) {
            var before = change.before();
            var order = change.after();
            if (before == null || before.status() != order.status()) {
                recordStatus(order);
            }
        }
    }

    private void recordStatus(Order order) {
        histories.computeIfAbsent(order.id(), _ -> new ArrayList<>()).add(order.status());
        if (order.status() == OrderStatus.CONFIRMED) {
            checkConfirmation(order);
        }
    }

    private void checkConfirmation(Order order) {
        var reservation = world.reservations().rows().row(order.id()).map(Reservation::status);
        violations.check(
                reservation.equals(Optional.of(ReservationStatus.HELD)),
                "stock: %s is confirmed while its reservation is %s",
                order.id(),
                reservation);
        var payment = world.payments().rows().row(order.id()).map(Payment::status);
        violations.check(
                payment.equals(Optional.of(PaymentStatus.AUTHORIZED)),
                "money: %s is confirmed while its payment is %s",
                order.id(),
                payment);
    }

    void checkReservations() {
        for (var change : world.reservations().rows().changes()) {
            var before = change.before();
            var status = change.after().status();
            if (before != null && before.isHeld() && status == ReservationStatus.EXPIRED) {
                checkExpiry(change.after().orderId());
            }
            reservationStates.add(status);
        }
        initialStock.forEach(this::checkStock);
    }

    /**
     * An order that can still be confirmed keeps its units. A confirmed order loses them only if inventory-service
     * receives the confirmation too late.
     */
    private void checkExpiry(UUID orderId) {
        var order = world.orders().rows().row(orderId).orElseThrow();
        switch (order.status()) {
            case PENDING -> checkExpiry(order, order.placedAt());
            case CONFIRMED -> {
                checkExpiry(order, order.changedAt());
                expiredAfterConfirmation.add(orderId);
            }
            case REJECTED, CANCELLED -> {}
        }
    }

    private void checkExpiry(Order order, Instant since) {
        violations.check(
                clock.instant().isAfter(since.plus(TIME_LIMIT)),
                "stock: the reservation of %s expires, which is %s since %s",
                order.id(),
                order.status(),
                since);
    }

    private void checkStock(String sku, int initial) {
        var stock = world.stock().rows().row(sku).orElseThrow();
        var expected = new Stock(initial - units(sku, ReservationStatus.COMMITTED), units(sku, ReservationStatus.HELD));
        violations.check(stock.equals(expected), "stock: %s has %s, not %s", sku, stock, expected);
    }

    private int units(String sku, ReservationStatus status) {
        return world.reservations().rows().current().stream()
                .filter(reservation -> reservation.status() == status)
                .flatMap(reservation -> reservation.lines().stream())
                .filter(units -> units.sku().equals(sku))
                .mapToInt(ReservedUnits::quantity)
                .sum();
    }

    /** At rest, units are held for pending orders only. */
    void checkAtRest() {
        world.reservations().rows().committed().stream()
                .filter(Reservation::isHeld)
                .map(Reservation::orderId)
                .forEach(this::requirePending);
    }

    private void requirePending(UUID orderId) {
        var order = world.orders().rows().row(orderId).map(Order::status);
        violations.check(
                order.equals(Optional.of(OrderStatus.PENDING)),
                "stock: the units of %s are held, which is %s",
                orderId,
                order);
    }

    /** The states of an order, the earliest first. */
    List<OrderStatus> historyOf(Order order) {
        return histories.getOrDefault(order.id(), List.of());
    }

    /** Whether inventory-service received the confirmation so late that the units may be gone, as documented. */
    boolean hasExpiredAfterConfirmation(Order order) {
        return expiredAfterConfirmation.contains(order.id());
    }

    /** All states that reservations have reached. */
    Set<ReservationStatus> reservationStates() {
        return reservationStates;
    }

    void reset(Map<String, Integer> stock) {
        histories.clear();
        expiredAfterConfirmation.clear();
        reservationStates.clear();
        initialStock.clear();
        initialStock.putAll(stock);
    }
}
