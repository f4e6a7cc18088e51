package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.SagaEvent;
import java.time.Clock;
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
    public Optional<Order> advance(UUID orderId, SagaEvent event) {
        return transactions.execute(_ -> orders.findLockedById(orderId).map(order -> advance(order, event)));
    }

    private Order advance(Order order, SagaEvent reported) {
        var before = order.sagaState();
        var applied = order.apply(reported, clock.instant(), settings.sagaLimits());
        if (applied.event() instanceof SagaEvent.Mismatched mismatched) {
            mismatches.report(order.id(), mismatched);
        }
        applied.effects().forEach(effect -> events.publish(order, effect));
        if (!order.sagaState().equals(before) || !applied.effects().isEmpty()) {
            log.info("order {}: after {} it is {}", order.id(), applied.event(), order.sagaState());
        }
        return order;
    }
}
