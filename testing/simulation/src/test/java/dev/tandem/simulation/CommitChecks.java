package dev.tandem.simulation;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.simulation.database.StockStore.Stock;
import dev.tandem.simulation.engine.Violations;
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
 * The invariants that must hold at each commit, and whenever the system is at rest. Records the states of the orders
 * along the way.
 */
final class CommitChecks {

    /**
     * The age at which order-service gives an order up, and the minimum time for which its reservation outlives that.
     */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private final World world;
    private final Clock clock;
    private final Violations violations;
    private final Map<UUID, List<OrderStatus>> histories = new LinkedHashMap<>();
    private final Map<String, Integer> initialStock = new LinkedHashMap<>();
    private final Set<UUID> confirmedTooLate = new HashSet<>();
    private final Set<ReservationStatus> reservationStates = EnumSet.noneOf(ReservationStatus.class);

    CommitChecks(World world, Clock clock, Violations violations) {
        this.world = world;
        this.clock = clock;
        this.violations = violations;
    }

    void ordersCommitting() {
        for (var change : world.orders.rows().changes()) {
            var before = change.before();
            var order = change.after();
            if (before == null || before.status() != order.status()) {
                reached(order);
            }
        }
    }

    private void reached(Order order) {
        histories.computeIfAbsent(order.id(), _ -> new ArrayList<>()).add(order.status());
        if (order.status() == OrderStatus.CONFIRMED) {
            confirming(order);
        }
    }

    private void confirming(Order order) {
        var reservation = world.reservations.rows().row(order.id()).map(Reservation::status);
        violations.check(
                reservation.equals(Optional.of(ReservationStatus.HELD)),
                "stock: %s is confirmed while its reservation is %s",
                order.id(),
                reservation);
        var payment = world.payments.rows().row(order.id()).map(Payment::status);
        violations.check(
                payment.equals(Optional.of(PaymentStatus.AUTHORIZED)),
                "money: %s is confirmed while its payment is %s",
                order.id(),
                payment);
    }

    void stockCommitting() {
        for (var change : world.reservations.rows().changes()) {
            var before = change.before();
            var status = change.after().status();
            if (before != null && before.isHeld() && status == ReservationStatus.EXPIRED) {
                expiring(change.after().orderId());
            }
            reservationStates.add(status);
        }
        initialStock.forEach(this::checkStock);
    }

    /**
     * An order that can still be confirmed keeps its units; a confirmed one loses them only if inventory does not learn
     * of the confirmation for too long.
     */
    private void expiring(UUID orderId) {
        var order = world.orders.rows().row(orderId).orElseThrow();
        switch (order.status()) {
            case PENDING -> expiring(order, order.placedAt());
            case CONFIRMED -> {
                expiring(order, order.changedAt());
                confirmedTooLate.add(orderId);
            }
            case REJECTED, CANCELLED -> {}
        }
    }

    private void expiring(Order order, Instant since) {
        violations.check(
                clock.instant().isAfter(since.plus(TIME_LIMIT)),
                "stock: the reservation of %s expires, which is %s since %s",
                order.id(),
                order.status(),
                since);
    }

    private void checkStock(String sku, int initial) {
        var stock = world.stock.rows().row(sku).orElseThrow();
        var expected = new Stock(initial - units(sku, ReservationStatus.COMMITTED), units(sku, ReservationStatus.HELD));
        violations.check(stock.equals(expected), "stock: %s has %s, not %s", sku, stock, expected);
    }

    private int units(String sku, ReservationStatus status) {
        return world.reservations.rows().current().stream()
                .filter(reservation -> reservation.status() == status)
                .flatMap(reservation -> reservation.lines().stream())
                .filter(units -> units.sku().equals(sku))
                .mapToInt(ReservedUnits::quantity)
                .sum();
    }

    /** At rest, units are held only for orders that are still open. */
    void atRest() {
        world.reservations.rows().committed().stream()
                .filter(Reservation::isHeld)
                .map(Reservation::orderId)
                .forEach(this::mustBeOpen);
    }

    private void mustBeOpen(UUID orderId) {
        var order = world.orders.rows().row(orderId).map(Order::status);
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

    /** Whether inventory learned of the order's confirmation so late that its units may be gone, as is documented. */
    boolean wasConfirmedTooLate(Order order) {
        return confirmedTooLate.contains(order.id());
    }

    /** All states that reservations have been in. */
    Set<ReservationStatus> reservationStates() {
        return reservationStates;
    }

    void reset(Map<String, Integer> stock) {
        histories.clear();
        confirmedTooLate.clear();
        reservationStates.clear();
        initialStock.clear();
        initialStock.putAll(stock);
    }
}
