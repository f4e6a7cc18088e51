package dev.tandem.simulation.checks;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.database.NotificationStore;
import dev.tandem.simulation.engine.Violations;
import dev.tandem.simulation.network.Charge;
import dev.tandem.simulation.network.Charge.State;
import dev.tandem.simulation.world.Customers.Wish;
import dev.tandem.simulation.world.World;
import java.util.Map;
import java.util.Optional;

/** The invariants that must hold at the end, when the faults have ended and no work is left. */
final class EndChecks {

    private static final Map<OrderStatus, String> TEMPLATES = Map.of(
            OrderStatus.CONFIRMED, "order-confirmed",
            OrderStatus.REJECTED, "order-rejected",
            OrderStatus.CANCELLED, "order-cancelled");

    private final World world;
    private final CommitChecks commits;
    private final Violations violations;

    EndChecks(World world, CommitChecks commits) {
        this.world = world;
        this.commits = commits;
        this.violations = world.violations();
    }

    void check() {
        world.orders().rows().committed().forEach(this::checkOrder);
        world.provider().charges().forEach(this::checkCharge);
        world.payments().rows().committed().forEach(this::checkPayment);
        world.customers().wishes().forEach(this::checkWish);
        world.databases().forEach(this::checkOutbox);
    }

    private void checkOrder(Order order) {
        switch (order.status()) {
            case PENDING -> violations.add("progress: %s is still pending".formatted(order.id()));
            case CONFIRMED -> checkFulfilment(order);
            case REJECTED, CANCELLED -> checkCompensation(order);
        }
        checkAnnouncements(order);
    }

    private void checkFulfilment(Order order) {
        var paid = world.provider()
                .charge(order.id())
                .filter(charge -> charge.state() == State.CAPTURED)
                .map(charge -> charge.amount().amount());
        violations.check(
                paid.equals(Optional.of(order.total().amount())),
                "money: %s is confirmed, and %s is charged",
                order.id(),
                paid);
        var reservation = reservationOf(order);
        violations.check(
                reservation.equals(Optional.of(ReservationStatus.COMMITTED))
                        || commits.hasExpiredAfterConfirmation(order),
                "stock: %s is confirmed, and its reservation is %s",
                order.id(),
                reservation);
    }

    private void checkCompensation(Order order) {
        var reservation = reservationOf(order);
        violations.check(
                !reservation.equals(Optional.of(ReservationStatus.HELD))
                        && !reservation.equals(Optional.of(ReservationStatus.COMMITTED)),
                "stock: %s is %s, and its reservation is %s",
                order.id(),
                order.status(),
                reservation);
        var charge = world.provider().charge(order.id()).map(taken -> taken.state());
        violations.check(
                !charge.equals(Optional.of(State.AUTHORIZED)) && !charge.equals(Optional.of(State.CAPTURED)),
                "money: %s is %s, and its charge is %s",
                order.id(),
                order.status(),
                charge);
    }

    private Optional<ReservationStatus> reservationOf(Order order) {
        return world.reservations().rows().row(order.id()).map(Reservation::status);
    }

    private void checkAnnouncements(Order order) {
        var outcomes = commits.historyOf(order).stream()
                .filter(status -> status != OrderStatus.PENDING)
                .toList();
        var announcements = world.orderDatabase().outbox().stream()
                .map(OutboxRow::message)
                .filter(message -> message instanceof OrderEvent event
                        && event.orderId().equals(order.id())
                        && !(event instanceof OrderEvent.OrderPlaced))
                .count();
        violations.check(
                announcements == outcomes.size(),
                "progress: %s became %s, which was announced %d times",
                order.id(),
                outcomes,
                announcements);
        for (var outcome : outcomes) {
            var key = new NotificationStore.Key(order.id(), TEMPLATES.getOrDefault(outcome, ""));
            violations.check(world.notifications().rows().row(key).isPresent(), "progress: no notification %s", key);
        }
    }

    private void checkCharge(Charge charge) {
        violations.check(
                charge.holds() <= 1 && charge.captures() <= 1 && charge.refunds() <= charge.captures(),
                "money: %s is charged %d times, captured %d times and refunded %d times",
                charge.key(),
                charge.holds(),
                charge.captures(),
                charge.refunds());
        var payment = world.payments().rows().row(charge.key()).map(Payment::status);
        violations.check(
                payment.equals(Optional.of(statusOf(charge))),
                "money: the charge of %s is %s, and its payment is %s",
                charge.key(),
                charge.state(),
                payment);
    }

    private static PaymentStatus statusOf(Charge charge) {
        return switch (charge.state()) {
            case PROCESSING -> PaymentStatus.PENDING;
            case AUTHORIZED -> PaymentStatus.AUTHORIZED;
            case DECLINED -> PaymentStatus.DECLINED;
            case CAPTURED -> PaymentStatus.CAPTURED;
            case CANCELLED -> PaymentStatus.VOIDED;
            case REFUNDED -> PaymentStatus.REFUNDED;
        };
    }

    private void checkPayment(Payment payment) {
        violations.check(
                payment.pendingOperation() == null, "progress: the payment of %s is not settled", payment.orderId());
    }

    private void checkWish(Wish wish) {
        var accepted = world.orders().rows().committed().stream()
                .filter(order -> order.customer().email().equals(wish.name()))
                .count();
        violations.check(accepted <= 1, "money: %s has become %d orders", wish, accepted);
        var answers = world.customers().answersTo(wish).stream()
                .map(order -> order.id() + " " + order.sagaState())
                .distinct()
                .toList();
        violations.check(answers.size() <= 1, "truth: %s was answered in several ways: %s", wish, answers);
        violations.check(answers.size() <= accepted, "truth: %s was answered, but there is no such order", wish);
    }

    private void checkOutbox(Database database) {
        var arrived = world.broker().arrived();
        for (var row : database.outbox()) {
            violations.check(arrived.contains(row.id()), "truth: %s has not arrived", row);
        }
    }
}
