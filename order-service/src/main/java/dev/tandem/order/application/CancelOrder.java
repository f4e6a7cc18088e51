package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.SagaEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Cancels an order at its customer's request, and has its stock and payment compensated. */
@Service
public class CancelOrder {

    private final AdvanceOrder advanceOrder;

    CancelOrder(AdvanceOrder advanceOrder) {
        this.advanceOrder = advanceOrder;
    }

    /** The outcome of a request to cancel. */
    public sealed interface Cancellation {

        /** The order is cancelled, by this request or an earlier one. */
        record Cancelled(Order order) implements Cancellation {}

        /** The order was rejected before: there is nothing to cancel. */
        record AlreadyRejected(Order order) implements Cancellation {}
    }

    /** Cancels the order; returns empty if there is no such order. */
    public Optional<Cancellation> cancel(UUID orderId) {
        return advanceOrder.advance(orderId, new SagaEvent.Cancelled()).map(CancelOrder::outcome);
    }

    private static Cancellation outcome(Order order) {
        return order.status() == OrderStatus.CANCELLED
                ? new Cancellation.Cancelled(order)
                : new Cancellation.AlreadyRejected(order);
    }
}
