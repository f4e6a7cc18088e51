package dev.tandem.order.application;

import dev.tandem.order.domain.Transport;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies the outcome of a step, whichever transport reported it. The new state and the messages about it are written
 * in one transaction.
 */
@Service
public class AdvanceOrder {

    private static final Logger log = LoggerFactory.getLogger(AdvanceOrder.class);

    private final Orders orders;
    private final OrderEvents events;
    private final Mismatches mismatches;
    private final TransactionOperations transactions;
    private final OrderSettings settings;
    private final Clock clock;

    AdvanceOrder(
            Orders orders,
            OrderEvents events,
            Mismatches mismatches,
            TransactionOperations transactions,
            OrderSettings settings,
            Clock clock) {
        this.orders = orders;
        this.events = events;
        this.mismatches = mismatches;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the order after the change; empty if there is no such order. */
    public Optional<Order> advance(UUID orderId, SagaEvent outcome) {
        return transactions.execute(_ -> orders.findLockedById(orderId).map(order -> advance(order, outcome)));
    }

    private Order advance(Order order, SagaEvent reported) {
        var before = order.sagaState();
        var outcome = order.compare(reported);
        if (outcome instanceof SagaEvent.Mismatched mismatched) {
            mismatches.report(order.id(), mismatched);
        }
        var effects = order.take(inTime(order, outcome), clock.instant());
        if (order.sagaState().transport() == Transport.KAFKA) {
            order.claimUntil(timeOfNextCommand(order));
        }
        effects.forEach(effect -> events.publish(order, effect));
        if (!order.sagaState().equals(before) || !effects.isEmpty()) {
            log.info("order {}: after {} it is {}", order.id(), outcome, order.sagaState());
        }
        return order;
    }

    /**
     * Past its time limit an order is not confirmed, whatever the outcome of its steps: its reservation may have
     * expired.
     */
    private SagaEvent inTime(Order order, SagaEvent outcome) {
        var isOver = order.isPendingSince(clock.instant().minus(settings.timeLimit()));
        return switch (outcome) {
            case SagaEvent.Cancelled _, SagaEvent.Mismatched _ -> outcome;
            default -> isOver ? new SagaEvent.TimedOut() : outcome;
        };
    }

    /** Doubles the interval after each command: a service that does not answer may be overloaded already. */
    private Instant timeOfNextCommand(Order order) {
        var age = Duration.between(order.placedAt(), clock.instant());
        var pause = age.compareTo(settings.commandTimeout()) > 0 ? age : settings.commandTimeout();
        var next = clock.instant().plus(pause);
        var end = order.placedAt().plus(settings.timeLimit());
        return next.isBefore(end) ? next : end;
    }
}
