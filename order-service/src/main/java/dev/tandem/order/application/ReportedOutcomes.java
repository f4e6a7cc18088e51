package dev.tandem.order.application;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.SagaEvent;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Service;

/** Decides which reported outcomes still matter to their orders: most were reported over REST before. */
@Service
public class ReportedOutcomes {

    private final Orders orders;
    private final AdvanceOrder advanceOrder;

    ReportedOutcomes(Orders orders, AdvanceOrder advanceOrder) {
        this.orders = orders;
        this.advanceOrder = advanceOrder;
    }

    /** Locks these orders until the current transaction ends, so that several outcomes can be applied in any sequence. */
    public void lock(Collection<UUID> orderIds) {
        orders.lock(orderIds);
    }

    /** Reads these orders once, without locks; each outcome of one of them can then be tested. */
    public BiPredicate<UUID, SagaEvent> relevantTo(Collection<UUID> orderIds) {
        var found = orders.findAll(orderIds).stream().collect(toMap(Order::id, identity()));
        return (orderId, outcome) -> {
            var order = found.get(orderId);
            return order != null && advanceOrder.concerns(order, outcome);
        };
    }
}
