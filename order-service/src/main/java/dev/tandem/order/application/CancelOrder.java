package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.SagaEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Cancels an order that its customer does not want any more, and has undone whatever was done for it. */
@Service
public class CancelOrder {

    private final AdvanceOrder advanceOrder;

    CancelOrder(AdvanceOrder advanceOrder) {
        this.advanceOrder = advanceOrder;
    }

    /** What came of a wish to cancel. */
    public sealed interface Cancellation {

        /** The order is cancelled, by this wish or an earlier one. */
        record Cancelled(Order order) implements Cancellation {}

        /** The order had come to nothing before: there is nothing to cancel. */
        record AlreadyRejected(Order order) implements Cancellation {}
    }

    /** Cancels the order; returns nothing if there is no such order. */
    public Optional<Cancellation> cancel(UUID orderId) {
        return advanceOrder.advance(orderId, new SagaEvent.Cancelled()).map(CancelOrder::outcome);
    }

    private static Cancellation outcome(Order order) {
        return order.status() == OrderStatus.CANCELLED
                ? new Cancellation.Cancelled(order)
                : new Cancellation.AlreadyRejected(order);
    }
}
