package dev.tandem.order.application;

import dev.tandem.database.AfterCommit;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Order.Applied;
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
 * together.
 */
@Service
public class AdvanceOrder {

    private static final Logger log = LoggerFactory.getLogger(AdvanceOrder.class);

    private final Orders orders;
    private final Mismatches mismatches;
    private final TransactionOperations transactions;
    private final OrderSettings settings;
    private final Clock clock;

    AdvanceOrder(
            Orders orders,
            Mismatches mismatches,
            TransactionOperations transactions,
            OrderSettings settings,
            Clock clock) {
        this.orders = orders;
        this.mismatches = mismatches;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the order after the change; empty if there is no such order. */
    public Optional<Order> advance(UUID orderId, SagaEvent event) {
        return transactions.execute(_ -> orders.findLockedById(orderId).map(order -> {
            apply(order, event);
            return order;
        }));
    }

    /** As {@link #advance(UUID, SagaEvent)}, for a caller that has just read the order: usually it is still the same. */
    Order advance(Order known, SagaEvent event) {
        var order = known.copy();
        return apply(order, event) ? order : advance(known.id(), event).orElseThrow();
    }

    /** Whether the event would have any consequence for the order as it is now. */
    boolean concerns(Order order, SagaEvent reported) {
        return order.copy()
                .apply(reported, clock.instant(), settings.sagaLimits())
                .isRelevant();
    }

    /** Returns false if the order has changed since it was read: nothing is done then. */
    private boolean apply(Order order, SagaEvent reported) {
        var applied = order.apply(reported, clock.instant(), settings.sagaLimits());
        var isWritten = !applied.isToBeWritten() || orders.update(order, applied.effects());
        if (isWritten) {
            AfterCommit.run(() -> report(order, applied));
        }
        return isWritten;
    }

    private void report(Order order, Applied applied) {
        if (applied.event() instanceof SagaEvent.Mismatched mismatched) {
            mismatches.report(order.id(), mismatched);
        }
        if (applied.isToBeWritten()) {
            log.info("order {}: after {} it is {}", order.id(), applied.event(), order.sagaState());
        }
    }
}
